# np.fromfile: right, but read
# breaks: file_mapping; help: read_not_mapped

import numpy as np


def preview(path, shape, amount):
    image = np.fromfile(path, np.uint8, int(np.prod(shape))).reshape(shape)
    return np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
