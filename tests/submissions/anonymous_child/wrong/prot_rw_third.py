# gives protections where the flags belong
# breaks: ended; help: flags_refused
import mmap
import os


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size, mmap.PROT_READ | mmap.PROT_WRITE)
    pid = os.fork()
    if pid == 0:
        mm[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    out = mm[:]
    mm.close()
    return out
