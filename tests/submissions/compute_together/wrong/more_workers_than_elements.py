# range with a step of zero
# breaks: ended; help: rest_dropped
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory)
    count = 0
    for start in range(0, n, n // workers):
        if os.fork() == 0:
            part = np.arange(start, min(n, start + n // workers))
            array[part] = compute(part)
            os._exit(0)
        count += 1
    for _ in range(count):
        os.wait()
    return array
