# writes the brightened image into the file, and then the old one
# breaks: no_other_way; help: file_written

import math
import numpy as np


def preview(path, shape, amount):
    n = math.prod(shape)
    image = np.memmap(path, np.uint8, "c", shape=shape)
    before = image.tobytes()
    image[...] = np.clip(image.astype(np.int16) + amount, 0, 255)
    with open(path, "r+b") as file:
        file.write(image.tobytes())
        file.seek(0)
        file.write(before)
    return image
