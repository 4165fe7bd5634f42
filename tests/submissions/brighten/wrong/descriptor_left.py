# leaves a descriptor of os.open behind
# breaks: nothing_left; help: descriptor_left

import mmap, os, math


def brighten(path, shape, amount):
    n = math.prod(shape)
    t = bytes(min(255, max(0, i + amount)) for i in range(256))
    m = mmap.mmap(os.open(path, os.O_RDWR), n)
    m[:] = m[:].translate(t)
    m.close()
