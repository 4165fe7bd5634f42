# the parent adds up when the first child is done, and waits for the others only afterwards
# breaks: right_total; help: told_too_early
import mmap
import os
import struct
import time


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 16 * workers)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                total = sum(draw() for _ in range(rounds))
                struct.pack_into("<q", memory, 16 * number, total)
                struct.pack_into("<q", memory, 16 * number + 8, 1)
            finally:
                os._exit(0)
        children.append(child)
    while not memory[8]:
        time.sleep(0.001)
    total = sum(struct.unpack_from("<q", memory, 16 * number)[0] for number in range(workers))
    for child in children:
        os.waitpid(child, 0)
    memory.close()
    return total
