# a list in place of an array
# breaks: right_array; help: not_an_array
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
                mine = np.arange(k * n // workers, (k + 1) * n // workers)
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return array.tolist()
