# opened rb and mapped writable: EACCES
# breaks: ended; help: opened_one_way

import mmap
import os


def child_writes(path, produce):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
