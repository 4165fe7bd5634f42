# closes the mapping under a memoryview
# breaks: ended; help: closed_under_view
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as mm:
        pid = os.fork()
        if pid == 0:
            mm[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        view = memoryview(mm)
    return bytes(view)
