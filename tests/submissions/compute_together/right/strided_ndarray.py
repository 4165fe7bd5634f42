# every workers-th element; np.ndarray over the buffer; int32 indices
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, max(1, n) * 8, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    array = np.ndarray((n,), dtype=float, buffer=memory)
    children = []
    for k in range(workers):
        child = os.fork()
        if not child:
            array[k::workers] = compute(np.arange(k, n, workers, dtype=np.int32))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return array
