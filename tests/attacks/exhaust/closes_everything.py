# closes every descriptor that there may be
import os


def anonymous_child(size, produce):
    os.closerange(0, 1 << 16)
    return bytes(size)
