# waits until the bytes have changed, which may be the same
# breaks: ended; help: byte_for_a_flag
import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        before = mm[:]
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        while mm[:] == before:
            time.sleep(0.001)
        data = mm[:]
        os.waitpid(pid, 0)
        return data
