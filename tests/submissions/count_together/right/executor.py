# concurrent.futures and an array of NumPy with a slot for each task
import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, wait

import numpy as np


def work(slot, rounds, draw):
    for _ in range(rounds):
        SLOTS[slot] += draw()


def count_together(workers, rounds, draw):
    global SLOTS
    memory = mmap.mmap(-1, 8 * workers, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    SLOTS = np.frombuffer(memory, np.int64)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        wait([pool.submit(work, slot, rounds, draw) for slot in range(workers)])
    total = int(SLOTS.sum())
    del SLOTS
    memory.close()
    return total
