# an array of c_double over the mapping, indices one at a time
import ctypes
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, n * ctypes.sizeof(ctypes.c_double) or 1)
    doubles = (ctypes.c_double * n).from_buffer(memory)
    children = set()
    for k in range(min(workers, n)):
        pid = os.fork()
        if pid == 0:
            try:
                for i in range(k, n, min(workers, n)):
                    doubles[i] = float(compute([i])[0])
            finally:
                os._exit(0)
        children.add(pid)
    while children:
        pid, _ = os.wait()
        children.discard(pid)
    return np.array(doubles, dtype=np.float64)
