# the child ends by sys.exit
# breaks: children_end; help: child_strayed

import mmap
import os
import sys


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            sys.exit()
        os.waitpid(pid, 0)
        return memory[:]
