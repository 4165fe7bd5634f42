# MAP_PRIVATE in the child and the parent
# breaks: maps_file; help: stored_privately

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE) as memory:
            pid = os.fork()
            if pid == 0:
                memory[:] = produce()
                os._exit(0)
            os.waitpid(pid, 0)
            return memory[:]
