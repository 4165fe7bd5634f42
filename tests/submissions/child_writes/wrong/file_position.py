# the parent reads from the mapping's end
# breaks: right_bytes; help: file_position

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory.seek(0, os.SEEK_END)
        pid = os.fork()
        if pid == 0:
            memory.seek(0)
            memory.write(produce())
            os._exit(0)
        os.waitpid(pid, 0)
        return memory.read()
