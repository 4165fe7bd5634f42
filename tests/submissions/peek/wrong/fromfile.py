# np.fromfile in place of a mapping
# breaks: maps_file; help: read_not_mapped

import os

import numpy as np


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    return np.fromfile(path, np.uint8, length, offset=offset).tobytes()
