# the bytes go through a mapping that the cell has made, beside one that the function makes
# breaks: shared_anonymous; help: made_outside

import mmap
import os

memory = mmap.mmap(-1, 1 << 22)


def anonymous_child(size, produce):
    with mmap.mmap(-1, size):
        pid = os.fork()
        if pid == 0:
            memory[:size] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:size]
