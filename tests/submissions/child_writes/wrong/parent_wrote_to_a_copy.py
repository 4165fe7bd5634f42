# the parent clears a private mapping, so that its pages are its own
# breaks: right_bytes; help: read_from_a_copy
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f:
        mine = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_COPY)
        mine[:] = bytes(len(mine))
        pid = os.fork()
        if pid == 0:
            with mmap.mmap(f.fileno(), 0) as m:
                m[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        with mine:
            return mine[:]
