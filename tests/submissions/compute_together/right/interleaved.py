# every k-th element, by a list of indices; empty children too; copy returned
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    with mmap.mmap(-1, 8 * n + 8) as memory:
        pids = []
        for k in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    indices = list(range(k, n, workers))
                    view = memoryview(memory)[: 8 * n].cast("d")
                    for i, value in zip(indices, compute(indices)):
                        view[i] = value
                finally:
                    os._exit(0)
            pids.append(pid)
        for pid in pids:
            os.waitpid(pid, 0)
        return np.frombuffer(memory[: 8 * n], dtype=np.float64).copy()
