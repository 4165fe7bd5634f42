# an array of another shape
# breaks: right_array; help: wrong_shape
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty((0, 1))
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory).reshape(n, 1)
    for part in np.array_split(np.arange(n), workers):
        if os.fork() == 0:
            array[part, 0] = compute(part)
            os._exit(0)
    for k in range(workers):
        os.wait()
    return array
