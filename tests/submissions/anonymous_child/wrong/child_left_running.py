# a second child is left running for ever
# breaks: nothing_left; help: child_left_running

import mmap
import os
import time


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    if os.fork() == 0:
        while True:
            time.sleep(60)
    data = memory[:]
    memory.close()
    return data
