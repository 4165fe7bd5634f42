# closes the mapping under a live array
# breaks: ended; help: closed_under_view

import mmap

import numpy as np


def column_means(path, rows, columns, offset):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        table = np.frombuffer(memory, np.float64, rows * columns, offset)
        return table.reshape(rows, columns).mean(axis=0)
