# a flag in an anonymous mapping says when; the parent spins on it

import mmap
import os


def child_writes(path, produce):
    flag = mmap.mmap(-1, 1)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            flag[0] = 1
            os._exit(0)
        while not flag[0]:
            os.sched_yield()
        data = memory[:]
        os.waitpid(pid, 0)
    flag.close()
    return data
