# one store of everything, in place; the reader takes it only when its checksum is right
import mmap
import os
import pickle
import struct
import time
import zlib

SIZE = 1 << 16


def writer(path, records):
    body = pickle.dumps(records)
    blob = struct.pack("<II", len(body), zlib.crc32(body)) + body
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        os.ftruncate(fd, SIZE)
        with mmap.mmap(fd, SIZE) as mapping:
            mapping.write(blob)
    finally:
        os.close(fd)


def reader(path, count):
    while True:
        try:
            with open(path, "rb") as file:
                with mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as mapping:
                    size, check = struct.unpack_from("<II", mapping)
                    body = mapping[8 : 8 + size]
                    if size and zlib.crc32(body) == check:
                        return pickle.loads(body)[:count]
        except (FileNotFoundError, ValueError):
            pass
        time.sleep(0.001)
