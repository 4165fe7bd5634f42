# each child maps for itself
# breaks: shared_anonymous; help: mapped_after_fork
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    for k in range(workers):
        if os.fork() == 0:
            try:
                array = np.frombuffer(mmap.mmap(-1, 8 * n), dtype=np.float64)
                mine = np.arange(k * n // workers, (k + 1) * n // workers)
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return np.frombuffer(mmap.mmap(-1, 8 * n), dtype=np.float64)
