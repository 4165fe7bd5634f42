# appends to the file
# breaks: right_file; help: other_length

import numpy as np


def preview(path, shape, amount):
    with open(path, "ab") as f:
        f.write(b"seen")
    a = np.memmap(path, np.uint8, "c", shape=shape)
    a[...] = np.clip(a.astype(int) + amount, 0, 255)
    return a
