"""The system calls foreign code may make, as two seccomp programs.

Stage one is given to bubblewrap and holds while the interpreter starts. Stage two is loaded by the
harness before it has read a byte of the submission: no new program, no new executable mapping.
What is not named is refused with EPERM; what only an attack asks for kills the process.

Sources: seccomp(2), libseccomp 2.5 manual pages.
"""

from __future__ import annotations

import errno
import functools
import os
import resource
import tempfile

import pyseccomp as seccomp


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ALLOWED = words(
    """
    read write readv writev pread64 pwrite64 close fstat newfstatat stat lstat statx lseek
    access faccessat faccessat2 openat open readlink readlinkat getdents64 getcwd
    munmap brk mremap madvise
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait sigaltstack
    poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 pipe pipe2
    dup dup2 dup3 sched_yield nanosleep clock_nanosleep
    getpid gettid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp
    getpgid getsid exit exit_group futex set_tid_address set_robust_list get_robust_list rseq
    getrlimit getrusage times uname clock_gettime clock_getres gettimeofday time getrandom
    sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min getcpu membarrier restart_syscall tgkill umask getpriority
    setitimer getitimer alarm pause timer_create timer_settime timer_delete timer_gettime
    arch_prctl wait4 waitid
"""
)

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

_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000
_PROT_EXEC = 4
_READ_ONLY_FCNTL = (1, 2, 3, 4, 1030)  # F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
_TERMINAL_QUERY = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)  # TCGETS, size, FIONREAD, close-on-exec
_SET_MODE_FILTER = 1


@functools.cache
def stage_one() -> bytes:
    """BPF program for start-up: the exec of the interpreter, executable mappings, lowering of limits,
    and the call that loads stage two."""
    policy = _common()
    _allow(policy, "prlimit64")
    _allow(policy, "execve")
    _allow(policy, "mmap")
    _allow(policy, "mprotect")
    policy.add_rule(seccomp.ALLOW, "seccomp", seccomp.Arg(0, seccomp.EQ, _SET_MODE_FILTER))
    return _program(policy)


@functools.cache
def stage_two() -> bytes:
    """BPF program for foreign code: no exec, no executable mapping, no change of limits or filter."""
    policy = _common()
    # Reading limits only: the new limit must be a null pointer.
    policy.add_rule(seccomp.ALLOW, "prlimit64", seccomp.Arg(2, seccomp.EQ, 0))
    for call in ("mmap", "mprotect"):
        policy.add_rule(seccomp.ALLOW, call, seccomp.Arg(2, seccomp.MASKED_EQ, _PROT_EXEC, 0))
    return _program(policy)


def _common() -> seccomp.SyscallFilter:
    policy = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    policy.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)
    for call in ALLOWED:
        _allow(policy, call)
    for call in DEADLY:
        _rule(policy, seccomp.KILL_PROCESS, call)
    # Threads yes, processes and namespaces no; clone3 hides its flags, so callers must use clone.
    policy.add_rule(
        seccomp.ALLOW,
        "clone",
        seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD | _CLONE_NAMESPACES, _CLONE_THREAD),
    )
    policy.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    for command in _READ_ONLY_FCNTL:
        policy.add_rule(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    for request in _TERMINAL_QUERY:
        policy.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, request))
    return policy


def _allow(policy: seccomp.SyscallFilter, call: str) -> None:
    _rule(policy, seccomp.ALLOW, call)


def _rule(policy: seccomp.SyscallFilter, action: int, call: str) -> None:
    try:
        policy.add_rule(action, call)
    except OSError:
        # A call this libseccomp has no name for cannot be allowed, and is refused by default.
        return


def _program(policy: seccomp.SyscallFilter) -> bytes:
    with tempfile.TemporaryFile() as file:
        policy.export_bpf(file)
        file.seek(0)
        return file.read()


def lower_limits(memory: int | None) -> None:
    """Resource limits of the child, set between fork and exec. ``memory``: address space, bytes.

    Never RLIMIT_CPU: with it, process_time inside reads far too little. Open files and threads are
    limited by the harness, when bwrap and the judge's own descriptors are out of the way.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (16 << 20, 16 << 20))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.umask(0o077)
