# a file of a terabyte, and a mapping of it
import mmap
import os


def anonymous_child(size, produce):
    with open("sparse", "w+b") as file:
        try:
            os.ftruncate(file.fileno(), 1 << 40)
            memory = mmap.mmap(file.fileno(), 1 << 40)
            print("SUCCEEDED", len(memory))
        except OSError:
            pass
    return bytes(size)
