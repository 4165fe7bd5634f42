# a generator of chunks; struct and memoryview; a grandchild
import mmap
import os
import struct


def chunks(data, length):
    for at in range(0, len(data), length):
        yield at, data[at : at + length]


def zero_device(size, produce):
    with open("/dev/zero", "r+b", 0) as device, mmap.mmap(device.fileno(), size) as memory:
        child = os.fork()
        if child == 0:
            grandchild = os.fork()
            if grandchild == 0:
                for at, piece in chunks(produce(), 999):
                    struct.pack_into(f"{len(piece)}s", memory, at, piece)
                os._exit(0)
            os.waitpid(grandchild, 0)
            os._exit(0)
        os.waitpid(child, 0)
        return memory.read(size)
