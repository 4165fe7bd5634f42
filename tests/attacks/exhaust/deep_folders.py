# folders in folders, deeper than a path is long and than a recursion goes
import os


def anonymous_child(size, produce):
    for start in (".", "/dev/shm"):
        os.chdir(start)
        try:
            for _ in range(3000):
                os.mkdir("d")
                os.chdir("d")
        except OSError:
            pass
    return bytes(size)
