# processes of multiprocessing, a lock of multiprocessing, and NumPy over the mapping
import mmap
import multiprocessing

import numpy as np


def add(memory, lock, rounds, draw):
    total = np.frombuffer(memory, dtype=np.int64)
    for _ in range(rounds):
        drawn = draw()
        with lock:
            total[0] += drawn


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    lock = context.Lock()
    memory = mmap.mmap(-1, 8)
    children = [
        context.Process(target=add, args=(memory, lock, rounds, draw)) for _ in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    total = np.frombuffer(memory, dtype=np.int64)[0]
    memory.close()
    return total
