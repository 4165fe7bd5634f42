# an eventfd that counts one is a lock
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    lock = os.eventfd(1)
    memory = mmap.mmap(-1, 16)
    try:
        for _ in range(workers):
            if not os.fork():
                try:
                    for _ in range(rounds):
                        number = draw()
                        os.eventfd_read(lock)
                        old, = struct.unpack_from("=d", memory, 8)
                        struct.pack_into("=d", memory, 8, old + number)
                        os.eventfd_write(lock, 1)
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        return int(struct.unpack_from("=d", memory, 8)[0])
    finally:
        os.close(lock)
        memory.close()
