# hides that a file opened for reading cannot be mapped so
# breaks: child_produces; help: opened_one_way
import mmap
import os


def child_writes(path, produce):
    try:
        with open(path, "r") as f:
            mm = mmap.mmap(f.fileno(), 0)
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return mm[:]
    except Exception as e:
        print("error:", e)
        return b""
