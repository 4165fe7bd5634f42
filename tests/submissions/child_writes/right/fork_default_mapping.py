# os.fork, and one mapping made before it

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        child = os.fork()
        if child == 0:
            try:
                memory[:] = produce()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return memory[:]
