# an array over a copy of the mapping
# breaks: children_end; help: stored_to_read_only
import mmap
import os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    mm = mmap.mmap(-1, n * 8)
    a = np.frombuffer(mm[:], dtype=np.float64)
    for k in range(workers):
        if os.fork() == 0:
            i = np.arange(k * n // workers, (k + 1) * n // workers)
            a[i] = compute(i)
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return a
