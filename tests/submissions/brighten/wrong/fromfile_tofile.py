# np.fromfile and tofile: the right bytes, no mapping
# breaks: file_mapping; help: written_not_stored

import numpy as np


def brighten(path, shape, amount):
    with open(path, "r+b") as file:
        image = np.fromfile(file, np.uint8, int(np.prod(shape)))
        file.seek(0)
        np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8).tofile(file)
