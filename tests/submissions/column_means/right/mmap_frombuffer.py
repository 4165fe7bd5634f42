# mmap.mmap of the whole file and np.frombuffer

import mmap

import numpy as np


def column_means(path, rows, columns, offset):
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    flat = np.frombuffer(memory, np.float64, rows * columns, offset)
    means = flat.reshape(rows, columns).mean(axis=0)
    del flat
    memory.close()
    return means
