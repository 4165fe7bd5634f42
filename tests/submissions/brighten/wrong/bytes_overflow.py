# a byte that does not fit raises ValueError
# breaks: ended; help: amount_overflows

import math
import mmap


def brighten(path, shape, amount):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for at in range(math.prod(shape)):
            memory[at] = memory[at] + amount
