# row by row
import mmap, os, ctypes, math, contextlib
import numpy as np
from pathlib import Path
def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", 0, tuple(shape))
    for row in image:
        np.clip(row.astype(int) + amount, 0, 255, out=row, casting="unsafe")
