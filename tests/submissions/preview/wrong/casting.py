# += of a wider array
# breaks: ended; help: casting

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    image += np.int16(amount)
    return image
