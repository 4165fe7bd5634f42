# threads in the parent wait for a barrier and reap
import mmap
import multiprocessing
import threading

import numpy as np

context = multiprocessing.get_context("fork")


def work(view, k, n, workers, compute, barrier):
    low, high = n * k // workers, n * (k + 1) // workers
    values = compute(np.arange(low, high)) if high > low else []
    view[low:high] = values
    barrier.wait()


def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, max(n, 1) * 8)
    array = np.frombuffer(memory, dtype="float64")[:n]
    barrier = context.Barrier(workers + 1)
    children = [
        context.Process(target=work, args=(array, k, n, workers, compute, barrier))
        for k in range(workers)
    ]
    for child in children:
        child.start()
    barrier.wait()
    for child in children:
        child.join()
    return array
