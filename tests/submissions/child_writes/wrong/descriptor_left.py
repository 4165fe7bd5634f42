# the descriptor is never closed
# breaks: nothing_left; help: descriptor_left

import mmap
import os


def child_writes(path, produce):
    fd = os.open(path, os.O_RDWR)
    with mmap.mmap(fd, 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
