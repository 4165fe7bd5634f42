# numpy.nditer over the mapped array

import numpy as np


def brighten(path, shape, amount):
    a = np.memmap(path, np.uint8, "r+", shape=shape)
    with np.nditer(a, flags=["external_loop", "buffered"], op_flags=["readwrite"]) as it:
        for x in it:
            x[...] = np.clip(x.astype(np.int64) + amount, 0, 255)
