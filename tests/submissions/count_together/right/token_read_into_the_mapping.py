# the token is the lock; read straight into the mapping beside the total
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 16)
    taken, given = os.pipe()
    os.write(given, b"x")
    view = memoryview(memory)
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                drawn = draw()
                os.readv(taken, [view[8:9]])
                struct.pack_into("<q", memory, 0, struct.unpack_from("<q", memory, 0)[0] + drawn)
                os.writev(given, [view[8:9]])
            os._exit(0)
    for _ in range(workers):
        os.wait()
    view.release()
    os.close(taken)
    os.close(given)
    (total,) = struct.unpack_from("<q", memory, 0)
    memory.close()
    return total
