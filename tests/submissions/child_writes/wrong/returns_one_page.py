# returns one page, however long the file is
# breaks: right_bytes; help: other_length

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:4096]
