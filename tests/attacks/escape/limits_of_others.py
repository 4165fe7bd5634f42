# takes processor time and descriptors away from its parent and every process of its user
import os
import resource


def anonymous_child(size, produce):
    for pid in (os.getppid(), *(int(name) for name in os.listdir("/proc") if name.isdigit())):
        if pid == os.getpid():
            continue
        for limit in (resource.RLIMIT_RTTIME, resource.RLIMIT_MSGQUEUE):
            try:
                resource.prlimit(pid, limit, resource.prlimit(pid, limit))
                print("SUCCEEDED", pid)
            except OSError:
                pass
        try:
            os.sched_setaffinity(pid, os.sched_getaffinity(pid))
            print("SUCCEEDED affinity", pid)
        except OSError:
            pass
    return bytes(size)
