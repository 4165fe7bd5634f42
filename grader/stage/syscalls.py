"""The seccomp filter of a run: what it reports to the judge and what it refuses.

One filter does both (seccomp(2), seccomp_unotify(2)). A reported call waits until the judge has
looked at it and lets it go on; everything not named here runs at full speed.
"""

import contextlib
import errno
import fcntl
import mmap
import os
import resource
import struct
import sys
from collections.abc import Iterable
from functools import cache

import pyseccomp
from pyseccomp import ALLOW, ERRNO, GT, LT, MASKED_EQ, NE, NOTIFY, Arg, SyscallFilter

from grader.stage import bounds, prompt
from grader.stage.faults import PROT_SEM

CLONE_THREAD = 0x10000
MAP_TYPE_SHARED = mmap.MAP_SHARED  # bit 0; MAP_SHARED_VALIDATE has it too

SENDS = (
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendfile",
    "splice", "tee", "vmsplice", "copy_file_range",
)  # fmt: skip
READS = ("read", "readv", "pread64", "preadv", "preadv2", "recvfrom", "recvmsg")
FORKS = ("fork", "vfork")
SLEEPS = ("nanosleep", "clock_nanosleep")
ALARMS = ("alarm", "setitimer")
KILLS = ("kill", "tkill", "tgkill")
MODES = ("chmod", "fchmod", "fchmodat")
CUTS = ("truncate", "ftruncate")
REPORTED = (
    prompt.NAME, *SENDS, *READS, *FORKS, *SLEEPS, *ALARMS, *KILLS, *MODES, *CUTS,
    "munmap", "mremap", "msync", "exit_group", "wait4", "waitid", "connect", *bounds.KEPT,
)  # fmt: skip

# Ways for bytes that are refused rather than counted: a student who takes one reads its name in
# the report.
REFUSED_WAYS = (
    "shmget", "shmat", "msgget", "msgsnd", "mq_open", "mq_timedsend", "semget",
    "process_vm_readv", "process_vm_writev", "io_setup", "sendmmsg",
)  # fmt: skip
REFUSED = (
    "setsid", "setpgid", "ptrace", "io_uring_setup", "bpf", "mount", "umount2", "move_mount",
    "fsopen", "open_tree", "pivot_root", "chroot", "unshare", "setns", "keyctl", "add_key",
    "request_key", "perf_event_open", "userfaultfd", "seccomp", "pidfd_getfd",
    "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "open_by_handle_at", "chown",
    "fchown", "lchown", "fchownat", "utime", "utimes", "utimensat",
    "futimesat", "setxattr", "lsetxattr", "fsetxattr", "sched_setscheduler", "sched_setattr",
    "sched_setparam", "setpriority", "personality", "kexec_load", "init_module", "finit_module",
    "reboot", "swapon", "swapoff", "quotactl", "quotactl_fd", "acct", "syslog", "fsconfig",
    "fsmount", "fspick", "mount_setattr", "name_to_handle_at", "removexattr", "lremovexattr",
    "fremovexattr", "io_uring_enter", "io_uring_register", "memfd_secret", "fanotify_init",
    "inotify_init", "inotify_init1", "kcmp", "process_madvise", "process_mrelease",
    "migrate_pages", "move_pages", "ioprio_set", "iopl", "ioperm", "modify_ldt", "create_module",
    "delete_module", "kexec_file_load", "settimeofday", "clock_settime", "clock_adjtime",
    "adjtimex", "sethostname", "setdomainname", "vhangup", "lookup_dcookie", "uselib",
)  # fmt: skip
# Declined as if the kernel had none, so that the C library takes the older call. Arguments behind
# a pointer are out of a filter's sight; the flags of clone tell a thread from a process.
DECLINED = ("clone3", "fchmodat2")

# What prctl(2) must not change: whether the judge may read the process's memory and who else may,
# its filters, what /proc tells of its mappings, who gets its orphans.
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_MM, PR_SET_CHILD_SUBREAPER = 4, 22, 35, 36
PR_SET_PTRACER, PR_SET_VMA = 0x59616D61, 0x53564D41
REFUSED_OPTIONS = (
    PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_MM, PR_SET_CHILD_SUBREAPER, PR_SET_PTRACER, PR_SET_VMA,
)  # fmt: skip
# Typing into a terminal, attributes of files (ioctl_iflags(2)), copies that no write shows.
TIOCSTI, TIOCLINUX, FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR = 0x5412, 0x541C, 0x40086602, 0x401C5820
FICLONE, FICLONERANGE, FIDEDUPERANGE = 0x40049409, 0x4020940D, 0xC0189436
REFUSED_REQUESTS = (
    TIOCSTI, TIOCLINUX, FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR, FICLONE, FICLONERANGE, FIDEDUPERANGE,
)  # fmt: skip
# A lease on a file holds up whoever opens it, in other runs too (fcntl(2)).
REFUSED_COMMANDS = (fcntl.F_SETLEASE,)
INT = 0xFFFFFFFF  # the kernel looks at these bits of an argument that it takes as an int
UNIFIED = 424  # from here on a call has the same number on every architecture
# The descriptor over which a run hands its listener to the judge. It is closed, and out of reach of
# RLIMIT_NOFILE, before any student code runs.
UNREPORTED_FD = 1000

# Of linux/bpf_common.h, linux/seccomp.h; struct seccomp_data has the call's number, the
# architecture, the instruction pointer and six arguments of 64 bits.
_LOAD, _AND, _JUMP, _EQUAL, _GREATER, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x25, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_LOW, _HIGH = (0, 4) if sys.byteorder == "little" else (4, 0)
_RET_ERRNO, _RET_NOTIFY = 0x00050000, 0x7FC00000
PRIVATE_ANONYMOUS = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS


def program(sizes: Iterable[int]) -> bytes:
    """The filter for a run, as the kernel takes it (seccomp(2)).

    `sizes` are the mapping lengths in bytes that the exercise asks for: a private anonymous
    mapping of just that length is reported too, every other one is malloc's and stays silent.
    """
    return b"".join(struct.pack("=HBBI", *step) for step in _first(sorted(set(sizes)))) + common()


def _first(sizes: list[int]) -> list[tuple[int, int, int, int]]:
    """What comes before the rules that all runs have in common, as (code, jump if so, jump if not,
    operand): of the calls newer than libseccomp its filter knows nothing, nor of x32 ones, whose
    numbers have a high bit; programs expect ENOSYS of an older kernel. Calls of another
    architecture have other numbers, and are left to libseccomp."""
    arch = pyseccomp.system_arch()
    lengths = [step for size in sizes for step in _report_length(size)]
    calls = [
        (_LOAD, 0, 0, _NUMBER_AT),
        (_GREATER, 0, 1, _newest()),
        (_RETURN, 0, 0, _RET_ERRNO | errno.ENOSYS),
        (_EQUAL, 1, 0, pyseccomp.resolve_syscall(arch, "mmap")),
        (_JUMP, 0, 0, 4 + len(lengths)),
        (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * 3 + _LOW),  # flags
        (_AND, 0, 0, PRIVATE_ANONYMOUS),
        (_EQUAL, 1, 0, PRIVATE_ANONYMOUS),
        (_JUMP, 0, 0, len(lengths)),
        *lengths,
    ]
    return [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, arch),
        (_JUMP, 0, 0, len(calls)),
        *calls,
    ]


def _report_length(size: int) -> list[tuple[int, int, int, int]]:
    length = _ARGUMENTS_AT + 8 * 1
    return [
        (_LOAD, 0, 0, length + _LOW),
        (_EQUAL, 0, 3, size & 0xFFFFFFFF),
        (_LOAD, 0, 0, length + _HIGH),
        (_EQUAL, 0, 1, size >> 32),
        (_RETURN, 0, 0, _RET_NOTIFY),
    ]


@cache
def common() -> bytes:
    """The rules that all runs have in common; libseccomp takes milliseconds to make them."""
    with open(os.memfd_create("filter"), "r+b") as file:
        _rules().export_bpf(file)
        file.seek(0)
        return file.read()


def _rules() -> SyscallFilter:
    rules = SyscallFilter(ALLOW)
    for name in REPORTED:
        if name == "sendmsg":
            rules.add_rule(NOTIFY, name, Arg(0, LT, UNREPORTED_FD))
            rules.add_rule(NOTIFY, name, Arg(0, GT, UNREPORTED_FD))
        else:
            _add(rules, NOTIFY, name)
    _report_mappings(rules)
    rules.add_rule(NOTIFY, "openat", Arg(2, MASKED_EQ, os.O_CREAT, os.O_CREAT))
    for name in DECLINED:
        _add(rules, ERRNO(errno.ENOSYS), name)
    rules.add_rule(NOTIFY, "clone", Arg(0, MASKED_EQ, CLONE_THREAD, 0))
    for name in REFUSED_WAYS:
        _add(rules, NOTIFY, name)
    for name in REFUSED:
        _add(rules, ERRNO(errno.EPERM), name)
    for option in REFUSED_OPTIONS:
        rules.add_rule(ERRNO(errno.EPERM), "prctl", Arg(0, MASKED_EQ, INT, option))
    for command in REFUSED_COMMANDS:
        rules.add_rule(ERRNO(errno.EPERM), "fcntl", Arg(1, MASKED_EQ, INT, command))
    for request in REFUSED_REQUESTS:
        rules.add_rule(ERRNO(errno.EPERM), "ioctl", Arg(1, MASKED_EQ, INT, request))
    # What a call may allocate is the judge's to say; other processes are nobody's here.
    data = MASKED_EQ, INT, resource.RLIMIT_DATA
    rules.add_rule(ERRNO(errno.EPERM), "setrlimit", Arg(0, *data))
    rules.add_rule(ERRNO(errno.EPERM), "prlimit64", Arg(1, *data), Arg(2, NE, 0))
    for name in ("prlimit64", "sched_setaffinity"):
        rules.add_rule(ERRNO(errno.EPERM), name, Arg(0, NE, 0))
    return rules


@cache
def _newest() -> int:
    """The number of the newest call that libseccomp has a name for."""
    arch, number = pyseccomp.system_arch(), UNIFIED
    with contextlib.suppress(ValueError):
        while pyseccomp.resolve_syscall(arch, number + 1):
            number += 1
    return number


def _report_mappings(rules: SyscallFilter) -> None:
    rules.add_rule(NOTIFY, "mmap", Arg(3, MASKED_EQ, MAP_TYPE_SHARED, MAP_TYPE_SHARED))
    rules.add_rule(NOTIFY, "mmap", Arg(3, MASKED_EQ, PRIVATE_ANONYMOUS, mmap.MAP_PRIVATE))
    opening = MASKED_EQ, mmap.PROT_WRITE | PROT_SEM, mmap.PROT_WRITE
    rules.add_rule(NOTIFY, "mprotect", Arg(2, *opening))


def _add(rules: SyscallFilter, action: int, name: str) -> None:
    """Add a rule for a call that some architectures do not have (fork on arm64)."""
    if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
        rules.add_rule(action, name)


def names() -> dict[int, str]:
    """Number to name, for every call that the filter reports."""
    arch = pyseccomp.system_arch()
    every = (*REPORTED, *REFUSED_WAYS, "mmap", "mprotect", "clone", "openat")
    return {pyseccomp.resolve_syscall(arch, name): name for name in every}
