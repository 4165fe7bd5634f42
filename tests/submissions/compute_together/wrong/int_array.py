# integers
# breaks: right_array; help: cut_to_integers
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory, np.int64)
    for part in np.array_split(np.arange(n), workers):
        if os.fork() == 0:
            array[part] = compute(part)
            os._exit(0)
    for k in range(workers):
        os.wait()
    return array.astype(np.float64)
