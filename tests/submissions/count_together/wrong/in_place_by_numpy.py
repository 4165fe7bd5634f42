# one in-place addition of NumPy for each draw, and no lock
# breaks: right_total; help: lost_update
import mmap
import os

import numpy as np


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    total = np.frombuffer(memory, np.int64)
    children = []
    for _ in range(workers):
        child = os.fork()
        if child == 0:
            for _ in range(rounds):
                total += draw()
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    counted = int(total[0])
    del total
    memory.close()
    return counted
