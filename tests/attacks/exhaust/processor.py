# computes for ever in eight children
import os


def anonymous_child(size, produce):
    for _ in range(8):
        if os.fork() == 0:
            while True:
                pass
    while True:
        pass
