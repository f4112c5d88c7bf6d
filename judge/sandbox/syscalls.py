"""The system calls foreign code may make, as rules that become two seccomp programs.

Stage one is given to the backend and holds while the program inside starts. Stage two is loaded by the
program itself before it has read a byte of the submission: no new program, no new executable mapping,
but for the freedoms of its policy. What is not named is refused with EPERM; what only an attack asks for
kills the process.

Sources: seccomp(2), libseccomp 2.5 manual pages, the OCI runtime specification's chapter on seccomp.
"""

from __future__ import annotations

import errno
import functools
import os
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import pyseccomp as seccomp

from judge.sandbox.policy import PLAIN, Policy


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ALLOWED = words(
    """
    read write readv writev pread64 pwrite64 close lseek access faccessat faccessat2 getdents64 getcwd
    munmap brk mremap madvise
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait sigaltstack
    poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait
    dup dup2 dup3 sched_yield nanosleep clock_nanosleep
    getpid gettid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp
    getpgid getsid exit exit_group set_tid_address set_robust_list get_robust_list rseq
    getrlimit getrusage times uname clock_gettime clock_getres gettimeofday time getrandom
    sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min getcpu membarrier restart_syscall tgkill umask getpriority
    setitimer getitimer alarm pause timer_create timer_settime timer_delete timer_gettime
    arch_prctl wait4 waitid
"""
)

# Pipes get their numbers one after another, for all of a core: who makes many moves what others, and later
# ones, see. So who may make pipes, as Go's runtime must, cannot learn what is told of files.
_PIPES = words("pipe pipe2 eventfd2")
_FILES = words("open openat stat lstat fstat newfstatat statx readlink readlinkat")

# Nothing a compressor needs: asking for one of these is an attempt to get out.
DEADLY = words(
    """
    ptrace process_vm_readv process_vm_writev mount umount2 pivot_root chroot unshare setns
    keyctl add_key request_key bpf userfaultfd io_uring_setup io_uring_enter io_uring_register
    perf_event_open kexec_load kexec_file_load init_module finit_module delete_module reboot
    swapon swapoff iopl ioperm open_by_handle_at name_to_handle_at syslog acct quotactl
    modify_ldt settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname
    move_mount fsopen fsconfig fsmount fspick open_tree mount_setattr pidfd_getfd
    fanotify_init lookup_dcookie personality
"""
)

# What compilers need to run their parts, and to keep files on the way from one to the next.
_PROCESSES = words("fork vfork execve kill setpgid setsid utimensat")
_SCRATCH = words(
    """
    unlink unlinkat rename renameat renameat2 mkdir mkdirat rmdir ftruncate truncate fallocate
    chmod fchmod fchmodat link linkat symlink symlinkat fsync fdatasync chdir fchdir
    creat sendfile copy_file_range fadvise64
"""
)

_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000
_PROT_EXEC = 4
_READ_ONLY_FCNTL = (1, 2, 3, 4, 1030)  # F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
_DUPLICATE = 0  # F_DUPFD, which shells want.
_TERMINAL_QUERY = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # TCGETS, size, FIONREAD, close-on-exec
_FIONBIO = 0x5421  # How Rust's library makes pipes to other programs non-blocking.
_SET_MODE_FILTER = 1
_AT_EMPTY_PATH = 0x1000
_MAP_ANONYMOUS = 0x20
_FUTEX_PRIVATE = 128
_STACK_BYTES = 16 << 20

ALLOW, KILL = seccomp.ALLOW, seccomp.KILL_PROCESS


@dataclass(frozen=True)
class Where:
    """An argument, counted from 0, that equals ``value`` in the bits of ``mask``."""

    argument: int
    value: int
    mask: int | None = None


@dataclass(frozen=True)
class Rule:
    """What happens when ``call`` is made: allowed, deadly, or refused with an error number. Where ``also`` is
    given it must hold, too."""

    call: str
    where: Where | None = None
    kills: bool = False
    error: int = 0
    also: Where | None = None


def start_up_rules(policy: Policy = PLAIN) -> Iterator[Rule]:
    """Stage one: also the exec of the program, executable mappings, lowering of limits, and the call that
    loads stage two."""
    yield from _common(policy)
    for call in (
        *_FILES,
        *_PIPES,
        "prlimit64",
        "mmap",
        "mprotect",
        *(() if policy.processes else ("execve",)),
    ):
        yield Rule(call)
    yield Rule("seccomp", Where(0, _SET_MODE_FILTER))
    if policy.launched_bytes:
        yield Rule("memfd_create")


def foreign_rules(policy: Policy = PLAIN) -> Iterator[Rule]:
    """Stage two: no exec, no executable mapping, no change of limits or filter."""
    yield from _common(policy)
    yield from map(Rule, _FILES if policy.processes or not policy.pipes else ())
    yield from map(Rule, _PIPES if policy.processes or policy.pipes else ())
    # Reading limits only: the new limit must be a null pointer.
    yield Rule("prlimit64", Where(2, 0))
    executable = None if policy.executable_memory or policy.processes else Where(2, 0, _PROT_EXEC)
    # Whose only file is a launcher needs none mapped, and by a word in it could wait for its like.
    yield Rule(
        "mmap", executable, also=Where(3, _MAP_ANONYMOUS, _MAP_ANONYMOUS) if policy.launched_bytes else None
    )
    yield Rule("mprotect", executable)


@functools.cache
def stage_one(policy: Policy = PLAIN) -> bytes:
    """The BPF program of ``start_up_rules``."""
    return _program(start_up_rules(policy))


@functools.cache
def stage_two(policy: Policy = PLAIN) -> bytes:
    """The BPF program of ``foreign_rules``."""
    return _program(foreign_rules(policy))


def _common(policy: Policy) -> Iterator[Rule]:
    yield from map(Rule, ALLOWED)
    yield from (Rule(call, kills=True) for call in DEADLY)
    # Threads yes, namespaces no; clone3 hides its flags, so callers must use clone.
    kept = _CLONE_NAMESPACES if policy.processes else _CLONE_THREAD | _CLONE_NAMESPACES
    yield Rule("clone", Where(0, kept & _CLONE_THREAD, kept))
    yield Rule("clone3", error=errno.ENOSYS)
    for command in (*_READ_ONLY_FCNTL, *((_DUPLICATE,) if policy.processes else ())):
        yield Rule("fcntl", Where(1, command))
    for request in (*_TERMINAL_QUERY, *((_FIONBIO,) if policy.processes else ())):
        yield Rule("ioctl", Where(1, request))
    yield from _waiting(policy)
    yield from map(Rule, _PROCESSES if policy.processes else ())
    yield from map(Rule, _SCRATCH if policy.scratch_bytes else ())
    if policy.launched_bytes:
        # Only of what is open: the launcher holds a file in memory, and after it no more can be made.
        yield Rule("execveat", Where(4, _AT_EMPTY_PATH))


def _waiting(policy: Policy) -> Iterator[Rule]:
    """A word in a page of a file is the same for all who map it, in other sandboxes, too: who wakes those that
    wait there learns how many they were. Where files can be mapped, words are the process's own. What is
    refused says "again", so that joining a thread in the C library, which waits by such a word, ends."""
    if policy.processes or policy.launched_bytes or policy.shared_words:
        yield Rule("futex")
        return
    yield Rule("futex", Where(1, _FUTEX_PRIVATE, _FUTEX_PRIVATE))
    yield Rule("futex", Where(1, 0, _FUTEX_PRIVATE), error=errno.EAGAIN)


def _program(rules: Iterator[Rule]) -> bytes:
    policy = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    policy.set_attr(seccomp.Attr.ACT_BADARCH, KILL)
    for rule in rules:
        _add(policy, rule)
    with tempfile.TemporaryFile() as file:
        policy.export_bpf(file)
        file.seek(0)
        return file.read()


def _add(policy: seccomp.SyscallFilter, rule: Rule) -> None:
    action = KILL if rule.kills else seccomp.ERRNO(rule.error) if rule.error else ALLOW
    try:
        policy.add_rule(action, rule.call, *_arguments(rule.where), *_arguments(rule.also))
    except OSError:
        # A call this libseccomp has no name for cannot be allowed, and is refused by default.
        return


def _arguments(where: Where | None) -> Iterator[seccomp.Arg]:
    if where and where.mask is None:
        yield seccomp.Arg(where.argument, seccomp.EQ, where.value)
    elif where:
        yield seccomp.Arg(where.argument, seccomp.MASKED_EQ, where.mask, where.value)


def limits_of(policy: Policy) -> dict[str, int]:
    """Resource limits by their names without RLIMIT_, soft and hard alike.

    Never CPU: with it, process_time inside reads far too little. Open files, threads and address space
    are limited when the program is ready, and what starts it is out of the way.
    """
    file = max(policy.scratch_bytes, policy.launched_bytes)
    return {"CORE": 0, "FSIZE": file, "MEMLOCK": 0, "STACK": _STACK_BYTES}


def lower_limits(policy: Policy) -> None:
    """Set ``limits_of`` the policy, in the child between fork and exec."""
    for name, limit in limits_of(policy).items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    os.umask(0o077)
