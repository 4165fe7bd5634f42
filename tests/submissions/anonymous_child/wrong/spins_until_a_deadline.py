# looks without a rest whether the child is done, for one second at most
# breaks: right_bytes; help: no_wait
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
        deadline = time.monotonic() + 1
        while not shared[0] and time.monotonic() < deadline:
            pass
        got = shared[1:]
        os.waitpid(pid, 0)
        return got
