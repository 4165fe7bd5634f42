# a pipe tells that all is stored; the child sleeps on until the parent ends it
import mmap
import os
import signal
import time


def anonymous_child(size, produce):
    r, w = os.pipe()
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            os.close(r)
            m[:] = produce()
            os.close(w)
            time.sleep(3600)
        finally:
            os._exit(0)
    os.close(w)
    os.read(r, 1)
    os.close(r)
    result = m[:]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    m.close()
    return result
