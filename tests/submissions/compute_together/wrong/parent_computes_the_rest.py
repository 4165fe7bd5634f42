# the parent computes what the slices leave over
# breaks: ended; help: parent_called
import mmap, os
import numpy as np

def compute_together(n, workers, compute):
    if n == 0: return np.empty(0)
    mm = mmap.mmap(-1, 8 * n)
    a = np.frombuffer(mm)
    size = n // workers
    for k in range(workers):
        if os.fork() == 0:
            i = np.arange(k * size, (k + 1) * size)
            a[i] = compute(i)
            os._exit(0)
    rest = np.arange(workers * size, n)
    if len(rest):
        a[rest] = compute(rest)
    for k in range(workers): os.wait()
    return a
