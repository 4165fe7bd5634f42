# opens descriptors without end
import os


def anonymous_child(size, produce):
    opened = 0
    try:
        while opened < 100_000:
            os.pipe()
            opened += 2
    except OSError:
        pass
    if opened > 10_000:
        print("SUCCEEDED", opened)
    return bytes(size)
