# a double is added to
# breaks: right_total; help: not_int
import mmap
import os
import struct
from multiprocessing import Lock


def count_together(workers, rounds, draw):
    lock = Lock()
    with mmap.mmap(-1, 8) as m:
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    n = draw()
                    with lock:
                        struct.pack_into("d", m, 0, struct.unpack_from("d", m)[0] + n)
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return struct.unpack_from("d", m)[0]
