# parent sleeps, then reaps
# breaks: right_array; help: no_wait
import mmap
import os
import time

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory)
    for part in np.array_split(np.arange(n), workers):
        if os.fork() == 0:
            array[part] = compute(part)
            os._exit(0)
    time.sleep(1)
    result = array.copy()
    for k in range(workers):
        os.wait()
    return result
