# the clipped array is int64
# breaks: right_array; help: wide_result

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    return np.clip(image.astype(int) + amount, 0, 255)
