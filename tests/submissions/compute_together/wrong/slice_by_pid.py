# takes the remainder of its pid for the number of its slice: pids need not follow one another
# breaks: computed_once; help: slot_by_pid
import mmap
import multiprocessing
import os

import numpy as np


def fill(array, workers, compute):
    mine = np.arange(os.getpid() % workers, len(array), workers)
    array[mine] = compute(mine)


def compute_together(n, workers, compute):
    array = np.frombuffer(mmap.mmap(-1, max(8 * n, 1)), dtype=np.float64, count=n)
    context = multiprocessing.get_context("fork")
    children = [
        context.Process(target=fill, args=(array, workers, compute)) for _ in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return array
