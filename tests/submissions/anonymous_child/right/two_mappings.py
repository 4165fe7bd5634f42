# a second small mapping says done; the parent polls, then reaps
import mmap
import os
import time


def anonymous_child(size, produce):
    data, done = mmap.mmap(-1, size), mmap.mmap(-1, 1)
    try:
        pid = os.fork()
        if pid == 0:
            data[:] = produce()
            done[0] = 1
            os._exit(0)
        while not done[0]:
            time.sleep(0.001)
        result = data[:]
        os.waitpid(pid, 0)
        return result
    finally:
        data.close()
        done.close()
