# the child of a child stores, and is nobody's to wait for; the end of a pipe tells that it has

import mmap
import os


def child_writes(path, produce):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(r)
        if os.fork() == 0:
            with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
                memory[:] = produce()
            os.close(w)
            os._exit(0)
        os._exit(0)
    os.close(w)
    os.waitpid(pid, 0)
    os.read(r, 1)
    os.close(r)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        return memory[:]
