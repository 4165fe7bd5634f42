# concurrent.futures; the future says when

import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


class Message:
    def __init__(self, path):
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 0)

    def __enter__(self):
        return self.memory

    def __exit__(self, *_):
        self.memory.close()


def store(path, produce):
    with Message(path) as memory:
        memory[:] = produce()


def child_writes(path, produce):
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        executor.submit(store, path, produce).result()
    with Message(path) as memory:
        return memory[:]
