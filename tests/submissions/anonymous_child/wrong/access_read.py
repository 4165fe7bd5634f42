# asks for a mapping that can only be read
# breaks: shared_anonymous; help: stored_to_read_only
import mmap
import os


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size, access=mmap.ACCESS_READ)
    pid = os.fork()
    if pid == 0:
        mm[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    out = mm[:]
    mm.close()
    return out
