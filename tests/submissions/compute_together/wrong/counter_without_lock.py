# a counter without a lock hands out indices
# breaks: computed_once; help: overlapping
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, 8 + 8 * n)
    counter = np.frombuffer(memory, np.int64, 1)
    array = np.frombuffer(memory, np.float64, n, 8)
    for _ in range(workers):
        if os.fork() == 0:
            while (i := int(counter[0])) < n:
                counter[0] += 1
                array[i] = compute([i])[0]
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return array
