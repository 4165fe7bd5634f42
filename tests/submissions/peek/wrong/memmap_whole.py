# numpy.memmap of the whole file
# breaks: few_pages; help: too_many_pages

import os

import numpy as np


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    return np.memmap(path, np.uint8, "r")[offset : offset + length].tobytes()
