# eight slots, however many children there are
# breaks: right_total; help: lost_update
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 64)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                total = sum(draw() for _ in range(rounds))
                struct.pack_into("<q", memory, 8 * (number % 8), total)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = sum(struct.unpack("<8q", memory))
    memory.close()
    return total
