# multiprocessing's fork context

import mmap
import multiprocessing


def _store(memory, produce):
    memory[:] = produce()


def anonymous_child(size, produce):
    context = multiprocessing.get_context("fork")
    with mmap.mmap(-1, size, mmap.MAP_SHARED) as memory:
        child = context.Process(target=_store, args=(memory, produce))
        child.start()
        child.join()
        return memory[:]
