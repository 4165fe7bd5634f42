# waits until two looks are equal
# breaks: right_bytes; help: no_wait
import mmap
import os
import time


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        before = None
        while (now := memory[:]) != before or not any(now):
            before = now
            time.sleep(0.01)
        os.waitpid(pid, 0)
        return now
