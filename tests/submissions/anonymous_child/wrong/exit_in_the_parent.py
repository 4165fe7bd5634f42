# the parent ends itself
# breaks: ended; help: parent_ended

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
    else:
        os.waitpid(pid, 0)
    os._exit(0)
