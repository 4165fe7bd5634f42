# ACCESS_COPY, byte by byte

import math
import mmap

import numpy as np


def preview(path, shape, amount):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    for at in range(math.prod(shape)):
        memory[at] = min(255, max(0, memory[at] + amount))
    return np.ndarray(shape, np.uint8, memory)
