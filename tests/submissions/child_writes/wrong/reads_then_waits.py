# the parent reads first and waits afterwards
# breaks: right_bytes; help: no_wait

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        data = memory[:]
        os.waitpid(pid, 0)
        return data
