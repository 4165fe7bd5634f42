# moves a child to another process group
import os


def anonymous_child(size, produce):
    if os.fork() == 0:
        try:
            os.setpgid(0, 0)
            print("SUCCEEDED")
        except OSError:
            pass
        while True:
            pass
    return bytes(size)
