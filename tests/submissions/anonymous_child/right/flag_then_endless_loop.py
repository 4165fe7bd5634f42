# a flag in the mapping tells that all is stored; the child loops until the parent ends it
import mmap
import os
import signal
import time


def anonymous_child(size, produce):
    """The child idles until it is ended."""
    with mmap.mmap(-1, size + 1) as m:
        pid = os.fork()
        if pid == 0:
            try:
                m[1:] = produce()
                m[0] = 1
                while True:
                    time.sleep(0.5)
            finally:
                os._exit(0)
        while m[0] == 0:
            time.sleep(0.001)
        data = m[1:]
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return data
