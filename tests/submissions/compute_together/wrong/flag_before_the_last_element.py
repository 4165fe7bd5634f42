# each child raises its flag before its last element
# breaks: right_array; help: no_wait
import mmap, os, time
import numpy as np


def compute_together(n, workers, compute):
    m = mmap.mmap(-1, n * 8 + workers)
    a = np.frombuffer(m, np.float64, n)
    for k in range(workers):
        if os.fork() == 0:
            try:
                lo, hi = n * k // workers, n * (k + 1) // workers
                v = np.asarray(compute(np.arange(lo, hi)))
                if hi > lo:
                    a[lo : hi - 1] = v[:-1]
                m[n * 8 + k] = 1
                if hi > lo:
                    a[hi - 1] = v[-1]
            finally:
                os._exit(0)
    while m[n * 8 :] != b"\1" * workers:
        time.sleep(0.0005)
    out = a.copy()
    for _ in range(workers):
        os.wait()
    return out
