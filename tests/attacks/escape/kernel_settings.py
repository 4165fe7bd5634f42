# writes settings of the kernel and of other processes through /proc and /sys
import os


def anonymous_child(size, produce):
    for path in (
        "/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger",
        "/proc/1/oom_score_adj", "/proc/self/oom_score_adj", f"/proc/{os.getppid()}/comm",
        "/sys/kernel/mm/transparent_hugepage/enabled", "/sys/fs/cgroup/cgroup.procs",
    ):  # fmt: skip
        try:
            os.close(os.open(path, os.O_WRONLY))
            print("SUCCEEDED", path)
        except OSError:
            pass
    return bytes(size)
