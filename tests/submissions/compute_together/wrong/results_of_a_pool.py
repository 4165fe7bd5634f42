# the values come back as results of a pool
# breaks: values_in_the_mapping; help: sent
import mmap
import multiprocessing

import numpy as np


def work(mine):
    return COMPUTE(mine)


def compute_together(n, workers, compute):
    global COMPUTE
    COMPUTE = compute
    memory = mmap.mmap(-1, 8 * n + 8)
    array = np.frombuffer(memory, dtype=np.float64)[:n]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        parts = pool.map(work, np.array_split(np.arange(n), workers))
        pool.close()
        pool.join()
    array[:] = np.concatenate(parts)
    return array
