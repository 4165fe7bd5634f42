# looks until the child is done, and would give up after four seconds and a half
import mmap
import os
import time


def anonymous_child(size, produce):
    with mmap.mmap(-1, 1 + size) as shared:
        pid = os.fork()
        if pid == 0:
            shared[1:] = produce()
            shared[0] = 1
            os._exit(0)
        deadline = time.time() + 4.5
        while not shared[0] and time.time() < deadline:
            time.sleep(0.01)
        got = shared[1:]
        os.waitpid(pid, 0)
        return got
