# the parent loops for ever
# breaks: ended; help: never_ends

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    if os.fork() == 0:
        memory[:] = produce()
        os._exit(0)
    while True:
        pass
