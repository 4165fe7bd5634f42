# returns arrays, an empty one for a window of no bytes
# breaks: zero_length; help: view_returned

import numpy as np, os
def peek(path, offset, length):
    size = os.path.getsize(path)
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError("window")
    if length == 0:
        return np.zeros(0, np.uint8)
    return np.array(np.memmap(path, dtype=np.uint8, mode="r", offset=offset, shape=(length,)))
