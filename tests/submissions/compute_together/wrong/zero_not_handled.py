# n of 0 asks for a mapping of no bytes
# breaks: ended; help: nothing_to_map
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, 8 * n, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    array = np.frombuffer(memory, dtype=np.float64)
    for k in range(workers):
        if os.fork() == 0:
            try:
                mine = np.arange(k * n // workers, (k + 1) * n // workers)
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return array
