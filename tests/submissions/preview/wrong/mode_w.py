# mode w+ zeroes the image
# breaks: right_file; help: made_anew

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "w+", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
