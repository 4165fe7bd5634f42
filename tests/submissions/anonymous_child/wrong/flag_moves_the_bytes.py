# stored behind a flag, and read from the flag on
# breaks: right_bytes; help: other_place
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size + 1) as m:
        pid = os.fork()
        if pid == 0:
            m[0] = 1
            m[1:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return m[:size]
