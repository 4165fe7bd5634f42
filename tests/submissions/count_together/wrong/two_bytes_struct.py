# the total does not fit into two bytes
# breaks: children_end; help: child_raised
import mmap
import multiprocessing
import os
import struct


def count_together(workers, rounds, draw):
    lock = multiprocessing.get_context("fork").Lock()
    mm = mmap.mmap(-1, 2)
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                with lock:
                    t = struct.unpack("H", mm[:2])[0]
                    mm[:2] = struct.pack("H", t + draw())
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return struct.unpack("H", mm[:2])[0]
