# uint8 arithmetic wraps
# breaks: right_array; help: wrapped

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    image += np.uint8(amount % 256)
    return image.clip(0, 255)
