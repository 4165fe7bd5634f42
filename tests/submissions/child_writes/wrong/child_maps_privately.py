# the child's own mapping is private, the parent's is not
# breaks: file_holds; help: stored_privately
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f:
        pid = os.fork()
        if pid == 0:
            mm = mmap.mmap(f.fileno(), 0, flags=mmap.MAP_PRIVATE)
            mm[:] = produce()
            mm.flush()
            mm.close()
            os._exit(0)
        os.waitpid(pid, 0)
        mm = mmap.mmap(f.fileno(), 0)
        data = mm[:]
        mm.close()
        return data
