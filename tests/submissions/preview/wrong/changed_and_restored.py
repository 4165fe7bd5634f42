# brightens the file in place and puts the old bytes back
# breaks: file_mapping; help: file_changed

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    before = np.array(image)
    image[...] = np.clip(before.astype(int) + amount, 0, 255)
    result = np.array(image)
    image[...] = before
    return result
