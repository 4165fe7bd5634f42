# the file object is gone before `mmap` is called
# breaks: ended; help: closed_too_soon
import mmap, os

def child_writes(path, produce):
    mm = mmap.mmap(open(path, "r+b").fileno(), 0)
    pid = os.fork()
    if not pid:
        mm[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    return bytes(mm)
