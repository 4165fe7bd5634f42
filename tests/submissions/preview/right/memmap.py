# numpy.memmap in mode c, returned as it is

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, dtype=np.uint8, mode="c", shape=shape)
    image[...] = np.clip(image.astype(np.int16) + amount, 0, 255)
    return image
