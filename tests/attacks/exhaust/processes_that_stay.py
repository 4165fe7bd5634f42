# as many sleeping children as there can be
import os
import time


def anonymous_child(size, produce):
    for _ in range(10_000):
        try:
            if os.fork() == 0:
                time.sleep(1000)
        except OSError:
            break
    return bytes(size)
