# the shape is forgotten
# breaks: right_array; help: wrong_shape

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c")
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
