# reads as long as the child is there, and never after that
# breaks: right_bytes; help: no_wait
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            m[:] = produce()
            os._exit(0)
        data = m[:]
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            data = m[:]
        return data
