# a token says that the bytes are there; the child is never reaped
# breaks: nothing_left; help: child_not_reaped

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        reading, writing = os.pipe()
        if os.fork() == 0:
            memory[:] = produce()
            os.write(writing, b"!")
            os._exit(0)
        os.read(reading, 1)
        os.close(reading)
        os.close(writing)
        return memory[:]
