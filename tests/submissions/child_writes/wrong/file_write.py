# the child writes the file, the parent maps it
# breaks: maps_file; help: file_not_mapped

import mmap
import os


def child_writes(path, produce):
    pid = os.fork()
    if pid == 0:
        with open(path, "r+b") as file:
            file.write(produce())
        os._exit(0)
    os.waitpid(pid, 0)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        return memory[:]
