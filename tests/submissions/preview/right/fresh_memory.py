# a copy-on-write mapping, the result in fresh memory

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    return np.clip(image.astype(np.int32) + amount, 0, 255).astype(np.uint8)
