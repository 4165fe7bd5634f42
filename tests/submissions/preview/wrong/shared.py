# mode r+ changes the file
# breaks: right_file; help: file_changed

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
