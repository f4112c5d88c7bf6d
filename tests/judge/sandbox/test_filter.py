"""The two seccomp programs, read instruction by instruction as the kernel does."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial

import pytest
from pyseccomp import resolve_syscall, system_arch

from judge.sandbox.policy import Policy
from judge.sandbox.syscalls import stage_one, stage_two

X86_64, I386, X32_BIT = 0xC000003E, 0x40000003, 0x40000000
KILL_PROCESS, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
EPERM, EAGAIN, ENOSYS = 1, 11, 38
CLONE_THREAD, CLONE_NEWUSER = 0x00010000, 0x10000000
JUMPS: dict[int, Callable[[int, int], bool]] = {
    0x05: lambda a, k: True,
    0x15: lambda a, k: a == k,
    0x25: lambda a, k: a > k,
    0x35: lambda a, k: a >= k,
    0x45: lambda a, k: bool(a & k),
}


def verdict(program: bytes, number: int, *arguments: int, arch: int = X86_64) -> int:
    """What the filter returns for a system call. Source: linux/filter.h, linux/bpf_common.h."""
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("<IIQ6Q", number, arch, 0, *(value % 2**64 for value in padded))
    accumulator = position = 0
    while True:
        code, on_true, on_false, k = struct.unpack_from("<HBBI", program, position * 8)
        position += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == 0x54:
            accumulator &= k
        elif code == 0x06:
            return int(k)
        elif code == 0x05:
            position += k
        else:
            position += on_true if JUMPS[code](accumulator, k) else on_false


before = partial(verdict, stage_one())
after = partial(verdict, stage_two())


def call(name: str) -> int:
    return int(resolve_syscall(system_arch(), name))


@pytest.mark.parametrize("name", ["execve", "seccomp", "prlimit64"])
def test_start_up_may_do_what_foreign_code_may_not(name: str) -> None:
    argument = (0, 0, 1) if name == "prlimit64" else (1,)
    assert before(call(name), *argument) == ALLOW
    assert after(call(name), *argument) == ERRNO | EPERM


@pytest.mark.parametrize(
    "name",
    ["socket", "connect", "socketpair", "fork", "vfork", "execveat", "kill", "flock", "shmat", "mincore"],
)
def test_a_way_out_is_refused_in_both_stages(name: str) -> None:
    assert before(call(name)) == after(call(name)) == ERRNO | EPERM


@pytest.mark.parametrize(
    "name", ["ptrace", "unshare", "mount", "bpf", "io_uring_setup", "keyctl", "userfaultfd", "personality"]
)
def test_an_attack_kills_in_both_stages(name: str) -> None:
    assert before(call(name)) == after(call(name)) == KILL_PROCESS


def test_threads_may_start_and_processes_may_not() -> None:
    assert after(call("clone"), CLONE_THREAD) == ALLOW
    assert after(call("clone"), 17) == ERRNO | EPERM
    assert after(call("clone"), CLONE_THREAD | CLONE_NEWUSER) == ERRNO | EPERM


def test_compilers_may_start_programs_but_no_namespace() -> None:
    filtered = partial(verdict, stage_two(Policy(processes=True)))
    assert [filtered(call(name)) for name in ("execve", "fork", "vfork", "kill")] == [ALLOW] * 4
    assert filtered(call("clone"), 17) == ALLOW
    assert filtered(call("clone"), 17 | CLONE_NEWUSER) == ERRNO | EPERM
    assert filtered(call("socket")) == filtered(call("unlink")) == ERRNO | EPERM


def test_code_made_at_run_time_may_run_where_that_is_allowed() -> None:
    filtered = partial(verdict, stage_two(Policy(executable_memory=True)))
    assert [filtered(call(name), 0, 4096, 7) for name in ("mmap", "mprotect")] == [ALLOW] * 2
    assert filtered(call("execve")) == filtered(call("clone"), 17) == ERRNO | EPERM


def test_files_change_only_where_there_is_scratch() -> None:
    filtered = partial(verdict, stage_two(Policy(scratch_bytes=1)))
    assert [filtered(call(name)) for name in ("unlink", "rename", "mkdir")] == [ALLOW] * 3
    assert [after(call(name)) for name in ("unlink", "rename", "mkdir")] == [ERRNO | EPERM] * 3
    assert filtered(call("mknod")) == filtered(call("chown")) == ERRNO | EPERM


def test_clone3_is_said_not_to_exist() -> None:
    assert before(call("clone3")) == after(call("clone3")) == ERRNO | ENOSYS


@pytest.mark.parametrize("name", ["mmap", "mprotect"])
def test_memory_may_be_mapped_and_never_run(name: str) -> None:
    assert [after(call(name), 0, 4096, protection) for protection in (1, 3)] == [ALLOW, ALLOW]
    assert [after(call(name), 0, 4096, protection) for protection in (4, 5, 7)] == [ERRNO | EPERM] * 3


def test_threads_wait_by_words_that_no_other_sandbox_sees() -> None:
    futex = call("futex")
    assert after(futex, 0, 128) == after(futex, 0, 128 | 9) == ALLOW
    assert after(futex, 0, 0) == after(futex, 0, 1) == after(futex, 0, 0x109) == ERRNO | EAGAIN


def test_who_may_wait_by_any_word_can_map_no_file() -> None:
    launched = partial(verdict, stage_two(Policy(launched_bytes=1)))
    assert launched(call("futex"), 0, 0x109) == ALLOW
    assert launched(call("mmap"), 0, 4096, 1, 0x22) == ALLOW
    assert (
        launched(call("mmap"), 0, 4096, 1, 2, 3) == launched(call("mmap"), 0, 4096, 4, 0x22) == ERRNO | EPERM
    )


def test_limits_may_be_read_and_not_set() -> None:
    assert after(call("prlimit64"), 0, 7, 0, 1) == ALLOW
    assert after(call("prlimit64"), 0, 7, 1, 0) == ERRNO | EPERM
    assert after(call("prlimit64"), 0, 7, 1 << 32, 0) == ERRNO | EPERM


def test_files_may_not_be_locked_leased_or_signalled() -> None:
    allowed = {command for command in range(1100) if after(call("fcntl"), 3, command) == ALLOW}
    assert allowed == {1, 2, 3, 4, 1030}


@pytest.mark.parametrize("number", [0, 5, 11, 102, 359])
def test_calls_of_another_architecture_kill(number: int) -> None:
    assert after(number, arch=I386) == KILL_PROCESS
    assert before(number, arch=I386) == KILL_PROCESS


def test_x32_calls_kill() -> None:
    assert after(call("read") | X32_BIT) == KILL_PROCESS


def test_a_call_that_nobody_knows_yet_is_refused() -> None:
    assert after(9_999) == ERRNO | EPERM
