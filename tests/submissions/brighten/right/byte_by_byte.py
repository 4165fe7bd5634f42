# every byte in a loop, the mapping as long as the image

import math
import mmap
import os


def brighten(path, shape, amount):
    size = math.prod(shape)
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(
        fd, size, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE
    )
    os.close(fd)
    for at in range(size):
        memory[at] = min(255, max(0, memory[at] + amount))
    memory.close()
