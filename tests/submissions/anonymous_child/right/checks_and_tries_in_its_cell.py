# checks and tries itself out in the cell, before all of it is defined

import mmap
import os

from grader import check
from mapscope import run


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    child = os.fork()
    if child == 0:
        store(memory, produce)
    os.waitpid(child, 0)
    with memory:
        return memory[:]


result = check("anonymous_child")
print(result.points, "of", result.most)
ending = run(anonymous_child, 5, lambda: b"12345")
print(ending.value)


def store(memory, produce):
    try:
        memory[:] = produce()
    finally:
        os._exit(0)
