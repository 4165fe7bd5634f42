# += of a wider array
# breaks: ended; help: casting

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image += np.full(shape, amount)
