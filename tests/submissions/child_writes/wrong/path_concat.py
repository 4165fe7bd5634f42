# adds the path to a str
# breaks: ended; help: other_path
import mmap
import os


def child_writes(path, produce):
    print("file: " + path)
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return mm[:]
