# children one after another, so nobody needs a lock
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, mmap.PAGESIZE) as memory:
        for _ in range(workers):
            child = os.fork()
            if child == 0:
                for _ in range(rounds):
                    (total,) = struct.unpack_from("q", memory)
                    struct.pack_into("q", memory, 0, total + draw())
                os._exit(0)
            os.waitpid(child, 0)
        return struct.unpack_from("q", memory)[0]
