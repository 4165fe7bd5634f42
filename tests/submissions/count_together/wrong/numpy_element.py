# a NumPy element added to without a lock
# breaks: right_total; help: lost_update
import mmap
import os

import numpy as np


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                total = np.frombuffer(memory, dtype=np.int64)
                for _ in range(rounds):
                    total[0] += draw()
                del total
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
