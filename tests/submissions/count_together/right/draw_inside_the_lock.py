# the lock is held while drawing, and in a helper
import mmap
import os
import multiprocessing
import struct

def add(memory, lock, draw):
    lock.acquire()
    try:
        (total,) = struct.unpack_from("<q", memory)
        struct.pack_into("<q", memory, 0, total + draw())
    finally:
        lock.release()


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    lock = multiprocessing.RLock()
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    add(memory, lock, draw)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
