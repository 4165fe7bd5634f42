# a token goes round a ring of pipes
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    ring = [os.pipe() for _ in range(workers)]
    os.write(ring[0][1], b"t")
    for k in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                os.read(ring[k][0], 1)
                memory[:] = struct.pack(">Q", struct.unpack(">Q", memory[:])[0] + draw())
                os.write(ring[(k + 1) % workers][1], b"t")
            os._exit(0)
    for _ in range(workers):
        os.wait()
    for pair in ring:
        for end in pair:
            os.close(end)
    total = struct.unpack(">Q", memory[:])[0]
    memory.close()
    return total
