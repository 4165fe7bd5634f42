# the parent reads without waiting
# breaks: waits; help: no_wait

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        if os.fork() == 0:
            memory[:] = produce()
            os._exit(0)
        return memory[:]
