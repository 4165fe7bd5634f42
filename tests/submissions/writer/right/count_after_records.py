# each record behind its length, then the count of records, which is what the reader polls
import mmap
import os
import struct
import time

SIZE = 64 * 256 + 4


def writer(path, records):
    fresh = f"{path}.new"
    with open(fresh, "wb") as file:
        file.truncate(SIZE)
    os.replace(fresh, path)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), SIZE) as mapping:
        at = 4
        for number, record in enumerate(records, 1):
            mapping[at] = len(record)
            mapping[at + 1 : at + 1 + len(record)] = record
            at += 1 + len(record)
            struct.pack_into("<I", mapping, 0, number)


def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapping:
        while struct.unpack_from("<I", mapping)[0] < count:
            time.sleep(0.01)
        found, at = [], 4
        for _ in range(count):
            size = mapping[at]
            found.append(mapping[at + 1 : at + 1 + size])
            at += 1 + size
        return found
