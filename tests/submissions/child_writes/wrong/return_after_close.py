# takes the bytes out of a mapping that is closed
# breaks: ended; help: used_after_close
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
    return mm[:]
