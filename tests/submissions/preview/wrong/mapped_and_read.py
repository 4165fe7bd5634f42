# a private mapping into which the file is read
# breaks: no_other_way; help: read_not_mapped

import mmap

import numpy as np


def preview(path, shape, amount):
    size = int(np.prod(shape))
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY)
        file.readinto(memory)
    image = np.frombuffer(memory, np.uint8).reshape(shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
