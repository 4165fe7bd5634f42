# step by ceiling, no more children than slices, struct
import mmap
import os
import struct

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    step = -(-n // workers)
    memory = mmap.mmap(-1, n * struct.calcsize("d"))
    started = 0
    for start in range(0, n, step):
        if os.fork() == 0:
            try:
                mine = range(start, min(start + step, n))
                struct.pack_into(f"{len(mine)}d", memory, 8 * start, *compute(mine))
            finally:
                os._exit(0)
        started += 1
    for _ in range(started):
        os.wait()
    result = np.array(struct.unpack(f"{n}d", memory[:]))
    memory.close()
    return result
