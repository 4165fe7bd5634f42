# the parent reads without waiting
# breaks: waits; help: no_wait

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    if os.fork() == 0:
        memory[:] = produce()
        os._exit(0)
    data = memory[:]
    memory.close()
    return data
