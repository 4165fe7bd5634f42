# a grandchild stores; a multiprocessing event says when

import mmap
import multiprocessing
import os

context = multiprocessing.get_context("fork")


def child_writes(path, produce):
    stored = context.Event()
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    pid = os.fork()
    if pid == 0:
        if (inner := os.fork()) == 0:
            memory[:] = produce()
            stored.set()
            os._exit(0)
        os.waitpid(inner, 0)
        os._exit(0)
    stored.wait()
    data = memory[:]
    os.waitpid(pid, 0)
    memory.close()
    return data
