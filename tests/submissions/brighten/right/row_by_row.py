# row by row
import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", 0, tuple(shape))
    for row in image:
        np.clip(row.astype(int) + amount, 0, 255, out=row, casting="unsafe")
