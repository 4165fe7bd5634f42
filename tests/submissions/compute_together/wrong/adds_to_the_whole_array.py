# every child adds a whole array, without a lock
# breaks: right_array; help: overwritten
import mmap, os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    a = np.frombuffer(mmap.mmap(-1, n * 8), np.float64)
    for k in range(workers):
        if os.fork() == 0:
            try:
                part = np.zeros(n)
                lo, hi = n * k // workers, n * (k + 1) // workers
                part[lo:hi] = compute(np.arange(lo, hi))
                a += part
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return a
