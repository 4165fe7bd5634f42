# the child edits bytearray(memory)
# breaks: file_holds; help: copied_slice

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            view = bytearray(memory)
            view[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
