# does not close what os.open opened
# breaks: nothing_left; help: descriptor_left

import mmap
import os

import numpy as np


def column_means(path, rows, columns, offset):
    memory = mmap.mmap(os.open(path, os.O_RDONLY), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(memory, count=rows * columns, offset=offset).reshape(rows, columns).mean(0)
