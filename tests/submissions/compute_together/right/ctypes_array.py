# a ctypes array over the mapping, and only as many children as there is work
import ctypes
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, mmap.PAGESIZE + 8 * n)
    cells = (ctypes.c_double * n).from_buffer(memory)
    busy = min(workers, n)
    for k in range(busy):
        if os.fork() == 0:
            mine = np.array_split(np.arange(n, dtype=np.uint64), busy)[k]
            for index, value in zip(mine, compute(mine)):
                cells[int(index)] = value
            os._exit(0)
    for _ in range(busy):
        os.wait()
    return np.ctypeslib.as_array(cells)
