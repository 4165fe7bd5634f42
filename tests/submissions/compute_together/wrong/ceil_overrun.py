# rounds the slices' length up, and does not stop at the end
# breaks: right_array; help: beyond_the_end
import mmap
import os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    mm = mmap.mmap(-1, n * 8)
    a = np.frombuffer(mm)
    size = -(-n // workers)
    for k in range(workers):
        if os.fork() == 0:
            i = np.arange(k * size, (k + 1) * size)
            a[i] = compute(i)
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return a
