# makes the mapping, and takes the image from fromfile
# breaks: no_other_way; help: read_not_mapped

import numpy as np, math


def preview(path, shape, amount):
    c = np.memmap(path, np.uint8, "c", shape=shape)
    a = np.fromfile(path, np.uint8, math.prod(shape)).reshape(shape)
    return np.clip(a.astype(int) + amount, 0, 255).astype(np.uint8)
