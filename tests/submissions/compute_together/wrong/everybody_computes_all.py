# each child computes everything and stores its slice
# breaks: computed_once; help: overlapping
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory)
    for k in range(workers):
        if os.fork() == 0:
            values = compute(np.arange(n))
            array[k::workers] = values[k::workers]
            os._exit(0)
    for k in range(workers):
        os.wait()
    return array
