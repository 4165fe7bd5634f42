# the token that goes round is the total itself
# breaks: total_in_the_mapping; help: sent
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    reader, writer = os.pipe()
    os.write(writer, struct.pack("<q", 0))
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                drawn = draw()
                (total,) = struct.unpack("<q", os.read(reader, 8))
                os.write(writer, struct.pack("<q", total + drawn))
            os._exit(0)
    for _ in range(workers):
        os.wait()
    (total,) = struct.unpack("<q", os.read(reader, 8))
    os.close(reader)
    os.close(writer)
    memory.close()
    return total
