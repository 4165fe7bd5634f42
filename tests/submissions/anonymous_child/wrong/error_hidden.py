# finally hides the error that ended the child
# breaks: child_produces; help: nothing_called
import mmap
import os


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            mm.writebytes(produce())
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    return mm[:size]
