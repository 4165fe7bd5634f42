# gives compute a slice
# breaks: computed_once; help: nothing_computed
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
            part = slice(k * n // workers, (k + 1) * n // workers)
            a[part] = compute(part)
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return a
