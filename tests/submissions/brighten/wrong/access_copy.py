# ACCESS_COPY: nothing is saved
# breaks: right_file; help: private_copy

import math
import mmap


def brighten(path, shape, amount):
    size = math.prod(shape)
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as memory:
            memory[:size] = bytes(min(255, max(0, value + amount)) for value in memory[:size])
