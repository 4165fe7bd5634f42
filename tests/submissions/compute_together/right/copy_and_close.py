# processes of multiprocessing; a copy is returned and the mapping closed
import mmap
import multiprocessing

import numpy as np


def fill(memory, n, part, compute):
    array = np.frombuffer(memory, dtype=np.float64, count=n)
    if len(part):
        array[part.start : part.stop] = compute(list(part))


def compute_together(n, workers, compute):
    context = multiprocessing.get_context("fork")
    step = -(-n // workers)
    with mmap.mmap(-1, n * 8 + 1) as memory:
        children = []
        for k in range(workers):
            part = range(min(n, k * step), min(n, (k + 1) * step))
            children.append(context.Process(target=fill, args=(memory, n, part, compute)))
            children[-1].start()
        for child in children:
            child.join()
        return np.frombuffer(memory, dtype=np.float64, count=n).copy()
