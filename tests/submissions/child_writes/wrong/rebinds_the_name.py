# the child rebinds the name of the mapping
# breaks: right_bytes; help: copied_slice

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    pid = os.fork()
    if pid == 0:
        memory = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
