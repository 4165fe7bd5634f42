# mode r and a new array: right, but no copy-on-write
# breaks: file_mapping; help: no_copy_on_write

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "r", shape=shape)
    return np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
