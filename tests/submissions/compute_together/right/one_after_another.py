# children one after another, plain lists, struct and a memoryview
import array
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.array([], dtype=np.float64)
    memory = mmap.mmap(-1, n * 8)
    for k in range(workers):
        pid = os.fork()
        if pid == 0:
            indices = [i for i in range(n) if i * workers // n == k]
            values = compute(tuple(indices))
            with memoryview(memory).cast("d") as view:
                for index, value in zip(indices, values):
                    view[index] = value
            os._exit(0)
        os.waitpid(pid, 0)
    result = np.array(array.array("d", memory[:]))
    memory.close()
    return result
