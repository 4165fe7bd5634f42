# a short sleep in the place of a wait, reaped afterwards
# breaks: right_bytes; help: no_wait

import mmap
import os
import time


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    time.sleep(0.5)
    data = memory[:]
    os.waitpid(pid, 0)
    memory.close()
    return data
