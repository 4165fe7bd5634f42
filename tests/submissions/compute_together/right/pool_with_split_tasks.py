# a pool gets the indices as tasks and returns nothing
import mmap
import multiprocessing

import numpy as np


def work(mine):
    ARRAY[mine] = COMPUTE(mine)


def compute_together(n, workers, compute):
    global ARRAY, COMPUTE
    COMPUTE = compute
    ARRAY = np.frombuffer(mmap.mmap(-1, 8 * n + 8), dtype=np.float64)[:n]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        pool.map(work, np.array_split(np.arange(n), workers))
        pool.close()
        pool.join()
    result, ARRAY = ARRAY, None
    return result
