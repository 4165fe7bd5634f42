# half the room, and the digits that are lost do not come back
# breaks: right_array; help: other_type
import mmap, os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    a = np.frombuffer(mmap.mmap(-1, n * 4), np.float32)
    for k in range(workers):
        if os.fork() == 0:
            try:
                a[n * k // workers : n * (k + 1) // workers] = compute(
                    np.arange(n * k // workers, n * (k + 1) // workers)
                )
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return a.astype(np.float64)
