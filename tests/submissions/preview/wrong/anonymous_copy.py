# an anonymous mapping filled by read
# breaks: file_mapping; help: read_not_mapped

import mmap

import numpy as np


def preview(path, shape, amount):
    size = int(np.prod(shape))
    memory = mmap.mmap(-1, size)
    with open(path, "rb") as file:
        file.readinto(memory)
    image = np.frombuffer(memory, np.uint8).reshape(shape)
    return np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
