# slot chosen by parity
# breaks: right_total; help: lost_update or other_rounds or child_raised
import mmap
import os

import numpy as np


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 16)
    slots = np.frombuffer(memory, np.int64)
    for k in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                slots[k // 2] += draw()
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return int(slots.sum())
