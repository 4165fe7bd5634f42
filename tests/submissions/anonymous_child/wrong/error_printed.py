# the child prints the error that ended it
# breaks: child_produces; help: child_raised
import mmap
import os
import traceback


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            mm.writebytes(produce())
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    return mm[:size]
