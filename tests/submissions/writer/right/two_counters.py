# a counter before and one after (sequence lock); magic
import mmap
import os
import struct
import time

SIZE = 16 + 64 * 256


def _map(path):
    fd = os.open(str(path), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        os.posix_fallocate(fd, 0, SIZE)
        return mmap.mmap(fd, SIZE)
    finally:
        os.close(fd)


def writer(path, records):
    with _map(path) as memory:
        (version,) = struct.unpack_from("<Q", memory, 0)
        version += version % 2
        struct.pack_into("<Q", memory, 0, version + 1)
        at = 16
        for record in records:
            memory[at] = len(record)
            memory[at + 1 : at + 1 + len(record)] = record
            at += 256
        struct.pack_into("<Q", memory, 8, len(records))
        struct.pack_into("<Q", memory, 0, version + 2)


def reader(path, count):
    with _map(path) as memory:
        while True:
            before = struct.unpack_from("<Q", memory, 0)[0]
            if before % 2 == 0 and before:
                total = struct.unpack_from("<Q", memory, 8)[0]
                found = []
                for k in range(min(count, total)):
                    at = 16 + 256 * k
                    found.append(memory[at + 1 : at + 1 + memory[at]])
                if struct.unpack_from("<Q", memory, 0)[0] == before and len(found) == count:
                    return found
            time.sleep(0.001)
