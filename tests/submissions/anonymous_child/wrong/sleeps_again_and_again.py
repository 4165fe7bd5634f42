# two hundred short sleeps in the place of a wait
# breaks: right_bytes; help: no_wait
import mmap
import os
import time


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    child = os.fork()
    if child == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    for _ in range(200):
        time.sleep(0.002)
    result = memory[:]
    os.waitpid(child, 0)
    memory.close()
    return result
