# two children, each a half, over one mapping

import math
import mmap
import os

import numpy as np


def brighten(path, shape, amount):
    size = math.prod(shape)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for part in (slice(0, size // 2), slice(size // 2, size)):
            if os.fork() == 0:
                pixels = np.frombuffer(memory, np.uint8)[part]
                pixels[:] = np.clip(pixels.astype(int) + amount, 0, 255)
                os._exit(0)
        os.wait()
        os.wait()
