# the cell's own test keeps its file open, and the result, which is a mapping of it

import tempfile

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", 0, shape)
    image[...] = (image.astype(np.int16) + amount).clip(0, 255)
    return image


file = tempfile.NamedTemporaryFile()
file.write(bytes(range(6)))
file.flush()
result = preview(file.name, (2, 3), 10)
assert result.tolist() == [[10, 11, 12], [13, 14, 15]]
assert open(file.name, "rb").read() == bytes(range(6))
