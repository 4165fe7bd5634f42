# a multiprocessing queue carries the bytes, the parent stores them
# breaks: no_other_way; help: other_way

import mmap
import multiprocessing


def child_writes(path, produce):
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=lambda: queue.put(produce()))
    process.start()
    data = queue.get()
    process.join()
    queue.close()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[:] = data
        return memory[:]
