# rounds the values
# breaks: right_array; help: other_values
import mmap
import os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    mm = mmap.mmap(-1, n * 8)
    a = np.frombuffer(mm)
    for k in range(workers):
        if os.fork() == 0:
            i = np.arange(k * n // workers, (k + 1) * n // workers)
            a[i] = compute(i)
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return np.round(a, 2)
