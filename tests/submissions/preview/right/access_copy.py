# ACCESS_COPY of the whole file, bytes.translate

import math
import mmap

import numpy as np


def preview(path, shape, amount):
    table = bytes(min(255, max(0, value + amount)) for value in range(256))
    size = math.prod(shape)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as memory:
        memory[:size] = memory[:size].translate(table)
        return np.frombuffer(memory[:size], np.uint8).reshape(shape)
