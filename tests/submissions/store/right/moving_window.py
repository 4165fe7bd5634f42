# a window of one page that moves over the file

import mmap
import os


def store(path, data):
    with open(path, "a+b") as file:
        os.ftruncate(file.fileno(), len(data))
        for start in range(0, len(data), mmap.ALLOCATIONGRANULARITY):
            piece = data[start : start + mmap.ALLOCATIONGRANULARITY]
            with mmap.mmap(file.fileno(), len(piece), offset=start) as window:
                window[:] = piece
