# a slice of the mapping, which is a copy
# breaks: ended; help: copied_whole

import mmap

import numpy as np


def column_means(path, rows, columns, offset):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        data = memory[offset : offset + 8 * rows * columns]
    return np.frombuffer(data).reshape(rows, columns).mean(axis=0)
