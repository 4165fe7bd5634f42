# reads through one mapping, writes through another

import numpy as np


def brighten(path, shape, amount):
    source = np.memmap(path, np.uint8, "r", shape=shape)
    target = np.memmap(path, np.uint8, "r+", shape=shape)
    target[...] = np.clip(np.add(source, amount, dtype=np.int64), 0, 255).astype(np.uint8)
    return target
