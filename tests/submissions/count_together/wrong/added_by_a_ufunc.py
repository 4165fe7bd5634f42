# numpy.add with out=, a single call, and no lock
# breaks: right_total; help: lost_update
import mmap
import multiprocessing

import numpy as np


def _add(memory, rounds, draw):
    total = np.frombuffer(memory, np.float64, 1)
    for _ in range(rounds):
        np.add(total, draw(), out=total)


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, mmap.PAGESIZE)
    context = multiprocessing.get_context("fork")
    children = [
        context.Process(target=_add, args=(memory, rounds, draw)) for _ in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
        child.close()
    total = int(np.frombuffer(memory, np.float64, 1)[0])
    memory.close()
    return total
