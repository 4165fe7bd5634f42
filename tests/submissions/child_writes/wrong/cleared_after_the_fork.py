# the parent clears the file while the child stores
# breaks: right_bytes; help: stored_after_fork
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            m[:] = produce()
            os._exit(0)
        # start with a clean file
        m[:] = bytes(len(m))
        os.waitpid(pid, 0)
        return m[:]
