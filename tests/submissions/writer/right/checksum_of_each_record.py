# each record has a checksum, and the reader waits until it is right

import mmap
import os
import struct
import time
import zlib

SLOT = 264
SIZE = 64 * SLOT


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "wb+") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            for i, record in enumerate(records):
                memory[i * SLOT : i * SLOT + 5 + len(record)] = (
                    struct.pack("<BI", len(record), zlib.crc32(bytes([i, len(record)]) + record))
                    + record
                )


def reader(path, count):
    out = []
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with (
        open(path, "rb") as file,
        mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as memory,
    ):
        for i in range(count):
            while True:
                n, crc = struct.unpack_from("<BI", memory, i * SLOT)
                record = memory[i * SLOT + 5 : i * SLOT + 5 + n]
                if n and zlib.crc32(bytes([i, n]) + record) == crc:
                    break
                time.sleep(0.01)
            out.append(record)
    return out
