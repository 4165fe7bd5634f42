# a token in a pipe keeps others out, but it is given back between load and store
# breaks: right_total; help: lost_update
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    taken, given = os.pipe()
    os.write(given, b"x")
    children = []
    for _ in range(workers):
        child = os.fork()
        if child == 0:
            for _ in range(rounds):
                drawn = draw()
                os.read(taken, 1)
                (total,) = struct.unpack("<q", memory[:8])
                os.write(given, b"x")
                os.read(taken, 1)
                memory[:8] = struct.pack("<q", total + drawn)
                os.write(given, b"x")
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    (total,) = struct.unpack("<q", memory[:8])
    os.close(taken)
    os.close(given)
    memory.close()
    return total
