# a ctypes integer over the mapping, added to without a lock
# breaks: right_total; help: lost_update
import mmap
import os
import ctypes

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    total = ctypes.c_int64.from_buffer(memory)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    total.value += draw()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = total.value
    memory.close()
    return total
