# a lock that a server of multiprocessing.Manager keeps
import mmap
import multiprocessing
import struct

context = multiprocessing.get_context("fork")


def add(memory, lock, rounds, draw):
    for _ in range(rounds):
        value = draw()
        with lock:
            (total,) = struct.unpack_from("<q", memory)
            struct.pack_into("<q", memory, 0, total + value)


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory, context.Manager() as manager:
        lock = manager.Lock()
        children = [
            context.Process(target=add, args=(memory, lock, rounds, draw)) for _ in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return struct.unpack_from("<q", memory)[0]
