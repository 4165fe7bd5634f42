# prints the bytes in place of returning them
# breaks: right_bytes; help: nothing_returned
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        print(mm[:20])
