# each child computes everything
# breaks: computed_once; help: overlapping
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, 8 * n)
    array = np.frombuffer(memory, dtype=np.float64)
    for k in range(workers):
        if os.fork() == 0:
            try:
                mine = np.arange(n)
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return array
