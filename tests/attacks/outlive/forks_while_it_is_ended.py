# chains of children that fork and exit, so that a scan always misses the newest
import os


def anonymous_child(size, produce):
    for _ in range(10):
        if os.fork() == 0:
            while True:
                if os.fork():
                    os._exit(0)
    return bytes(size)
