# the child returns into the caller
# breaks: children_end; help: child_strayed

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
    else:
        os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
