# a lock that is tried without blocking, again and again
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    lock = multiprocessing.Lock()
    memory = mmap.mmap(-1, 8)
    children = []
    for _ in range(workers):
        children.append(os.fork())
        if not children[-1]:
            for _ in range(rounds):
                drawn = draw()
                while not lock.acquire(block=False):
                    pass
                total = int.from_bytes(memory[:], "little") + drawn
                memory[:] = total.to_bytes(8, "little")
                lock.release()
            os._exit(0)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:], "little")
    memory.close()
    return total
