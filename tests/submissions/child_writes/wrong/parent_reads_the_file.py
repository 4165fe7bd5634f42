# the child stores through a mapping, the parent reads the file
# breaks: parent_maps_file; help: file_not_mapped

import mmap
import os


def child_writes(path, produce):
    pid = os.fork()
    if pid == 0:
        with open(path, "r+b") as file:
            memory = mmap.mmap(file.fileno(), 0)
            memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    with open(path, "rb") as file:
        return file.read()
