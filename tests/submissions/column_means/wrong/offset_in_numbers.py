# the offset taken for a count of numbers
# breaks: right_array; help: wrong_place

import mmap

import numpy as np


def column_means(path, rows, columns, offset):
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    flat = np.frombuffer(memory, np.float64, len(memory) // 8)[offset // 8 :]
    return flat[: rows * columns].reshape(rows, columns).mean(axis=0)
