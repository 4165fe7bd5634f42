# windows of a page each, a memoryview over each

import math
import mmap


def brighten(path, shape, amount):
    size, step = math.prod(shape), 16 * mmap.ALLOCATIONGRANULARITY
    with open(path, "r+b") as file:
        for start in range(0, size, step):
            length = min(step, size - start)
            with mmap.mmap(file.fileno(), length, offset=start) as window:
                with memoryview(window) as view:
                    view[:] = bytes(min(255, max(0, value + amount)) for value in view)
