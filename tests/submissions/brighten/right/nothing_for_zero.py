# returns at once when there is nothing to add

from pathlib import Path

import numpy as np


def brighten(path, shape, amount):
    if amount == 0:
        return
    path = Path(path)
    image = np.memmap(path, np.uint8, "r+", 0, shape)
    wide = image.astype(np.int32)
    wide += amount
    wide[wide > 255] = 255
    wide[wide < 0] = 0
    image[:] = wide
    del image
