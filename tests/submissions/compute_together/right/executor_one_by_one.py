# concurrent.futures; one index at a time where there are few, a range else
import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np


def work(memory_at, first, last, compute):
    array = np.frombuffer(MEMORY, dtype="f8")
    if last - first < 40:
        for index in range(first, last):
            array[index] = compute([index])[0]
    else:
        array[first:last] = compute(range(first, last))


def compute_together(n, workers, compute):
    global MEMORY
    if not n:
        return np.zeros(0)
    MEMORY = mmap.mmap(-1, n * 8)
    edges = np.linspace(0, n, workers + 1).astype(int)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        for first, last in zip(edges[:-1], edges[1:]):
            pool.submit(work, 0, int(first), int(last), compute)
    array = np.frombuffer(MEMORY, dtype="f8")
    del MEMORY
    return array
