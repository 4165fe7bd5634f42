# numpy.array_split and an ndarray over the buffer, Process subclass
import mmap
import multiprocessing

import numpy as np

context = multiprocessing.get_context("fork")


class Worker(context.Process):
    def __init__(self, target_array, indices, compute):
        super().__init__()
        self.array, self.indices, self.compute = target_array, indices, compute

    def run(self):
        self.array[self.indices] = self.compute(self.indices)


def compute_together(n, workers, compute):
    if not n:
        return np.zeros(0, dtype=float)
    memory = mmap.mmap(-1, 8 * n)
    array = np.ndarray((n,), dtype=float, buffer=memory)
    parts = np.array_split(np.arange(n), workers)
    team = [Worker(array, part, compute) for part in parts]
    for worker in team:
        worker.start()
    for worker in team:
        worker.join()
    return array
