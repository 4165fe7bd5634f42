# the child ends by sys.exit
# breaks: children_end; help: child_strayed

import mmap
import os
import sys


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            sys.exit(0)
        os.waitpid(pid, 0)
        return memory[:]
