"""The seccomp filter of a run: what it reports to the judge and what it refuses.

One filter does both (seccomp(2), seccomp_unotify(2)). A reported call waits until the judge has
looked at it and lets it go on; everything not named here runs at full speed.
"""

import errno
import mmap
import resource

import pyseccomp
from pyseccomp import ALLOW, EQ, ERRNO, GT, LT, MASKED_EQ, NE, NOTIFY, Arg, SyscallFilter

from grader.stage import prompt

CLONE_THREAD = 0x10000
MAP_TYPE_SHARED = mmap.MAP_SHARED  # bit 0; MAP_SHARED_VALIDATE has it too

SENDS = (
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg",
    "sendfile", "splice", "tee", "vmsplice", "copy_file_range",
)  # fmt: skip
READS = ("read", "readv", "pread64", "preadv", "preadv2")
FORKS = ("fork", "vfork")
SLEEPS = ("nanosleep", "clock_nanosleep")
KILLS = ("kill", "tkill", "tgkill")
MODES = ("chmod", "fchmod", "fchmodat")
REPORTED = (
    prompt.NAME, *SENDS, *READS, *FORKS, *SLEEPS, *KILLS, *MODES,
    "munmap", "mremap", "msync", "exit_group", "wait4", "waitid", "memfd_create",
)  # fmt: skip

# Ways for bytes that are refused rather than counted: a student who takes one reads its name in
# the report.
REFUSED_WAYS = (
    "socket", "shmget", "shmat", "msgget", "msgsnd", "mq_open", "mq_timedsend", "semget",
    "process_vm_readv", "process_vm_writev",
)  # fmt: skip
REFUSED = (
    "setsid", "setpgid", "ptrace", "io_uring_setup", "bpf", "mount", "umount2", "move_mount",
    "fsopen", "open_tree", "pivot_root", "chroot", "unshare", "setns", "keyctl", "add_key",
    "request_key", "perf_event_open", "userfaultfd", "seccomp", "pidfd_getfd",
    "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "open_by_handle_at", "chown",
    "fchown", "lchown", "fchownat", "utime", "utimes", "utimensat",
    "futimesat", "setxattr", "lsetxattr", "fsetxattr", "sched_setscheduler", "sched_setattr",
    "sched_setparam", "setpriority", "personality", "kexec_load", "init_module", "finit_module",
    "reboot", "swapon", "quotactl", "acct", "syslog",
)  # fmt: skip


def build(sizes: list[int], unreported_fd: int) -> SyscallFilter:
    """The filter for a run.

    `sizes` are the mapping lengths in bytes that the exercise asks for: a private anonymous
    mapping of just that length is reported too, every other one is malloc's and stays silent.
    `unreported_fd` is the descriptor over which the run hands its listener to the judge; it is
    closed, and out of reach of RLIMIT_NOFILE, before any student code runs.
    """
    rules = SyscallFilter(ALLOW)
    for name in REPORTED:
        if name == "sendmsg":
            rules.add_rule(NOTIFY, name, Arg(0, LT, unreported_fd))
            rules.add_rule(NOTIFY, name, Arg(0, GT, unreported_fd))
        else:
            _add(rules, NOTIFY, name)
    _report_mappings(rules, sizes)
    # Arguments behind a pointer are out of a filter's sight, so clone3 is declined and the C
    # library falls back to clone, whose flags tell a thread from a process.
    rules.add_rule(ERRNO(errno.ENOSYS), "clone3")
    rules.add_rule(NOTIFY, "clone", Arg(0, MASKED_EQ, CLONE_THREAD, 0))
    for name in REFUSED_WAYS:
        _add(rules, NOTIFY, name)
    for name in REFUSED:
        _add(rules, ERRNO(errno.EPERM), name)
    rules.add_rule(ERRNO(errno.EPERM), "prctl", Arg(0, EQ, 22))  # PR_SET_SECCOMP
    # What a call may allocate is the judge's to say.
    rules.add_rule(ERRNO(errno.EPERM), "setrlimit", Arg(0, EQ, resource.RLIMIT_DATA))
    rules.add_rule(ERRNO(errno.EPERM), "prlimit64", Arg(1, EQ, resource.RLIMIT_DATA), Arg(2, NE, 0))
    return rules


def _report_mappings(rules: SyscallFilter, sizes: list[int]) -> None:
    rules.add_rule(NOTIFY, "mmap", Arg(3, MASKED_EQ, MAP_TYPE_SHARED, MAP_TYPE_SHARED))
    private_file = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    rules.add_rule(NOTIFY, "mmap", Arg(3, MASKED_EQ, private_file, mmap.MAP_PRIVATE))
    for size in set(sizes):
        rules.add_rule(
            NOTIFY, "mmap", Arg(1, EQ, size), Arg(3, MASKED_EQ, private_file, private_file)
        )


def _add(rules: SyscallFilter, action: int, name: str) -> None:
    """Add a rule for a call that some architectures do not have (fork on arm64)."""
    if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
        rules.add_rule(action, name)


def names() -> dict[int, str]:
    """Number to name, for every call that the filter reports."""
    arch = pyseccomp.system_arch()
    every = (*REPORTED, *REFUSED_WAYS, "mmap", "clone")
    return {pyseccomp.resolve_syscall(arch, name): name for name in every}
