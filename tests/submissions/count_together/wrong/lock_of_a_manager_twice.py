# the lock of a manager is held to load and again to store, not in between
# breaks: right_total; help: lock_too_small
import mmap
import multiprocessing
import struct


def add(memory, lock, rounds, draw):
    for _ in range(rounds):
        value = draw()
        with lock:
            (total,) = struct.unpack_from("<q", memory)
        with lock:
            struct.pack_into("<q", memory, 0, total + value)


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    with mmap.mmap(-1, 8) as memory, context.Manager() as manager:
        arguments = memory, manager.Lock(), rounds, draw
        children = [context.Process(target=add, args=arguments) for _ in range(workers)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return struct.unpack_from("<q", memory)[0]
