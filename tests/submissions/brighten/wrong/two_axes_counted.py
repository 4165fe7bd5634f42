# counts the first two axes only
# breaks: right_file; help: part_left

import mmap


def brighten(path, shape, amount):
    n = shape[0] * shape[1]
    t = bytes(min(255, max(0, i + amount)) for i in range(256))
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), n) as m:
        m[:] = m[:].translate(t)
