# the mapping stays in a list
# breaks: nothing_left; help: mapping_left

import mmap
import os

KEPT = []


def child_writes(path, produce):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    KEPT.append(memory)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    return memory[:]
