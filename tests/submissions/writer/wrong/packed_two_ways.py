# the writer packs native 'bq', the reader unpacks '<bq': padding shifts all fields
# breaks: right_records; help: packed_two_ways
import struct
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "w+b") as file:
        file.truncate(SIZE + 4096)
        with mmap.mmap(file.fileno(), SIZE) as mapping:
            at = 1
            for number, record in enumerate(records):
                struct.pack_into("bq", mapping, at, 1, len(record))
                at += struct.calcsize("bq")
                mapping[at : at + len(record)] = record
                at += len(record)
                mapping[0] = number + 1


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), SIZE, prot=mmap.PROT_READ) as mapping:
            while mapping[0] < count:
                time.sleep(0.01)
            records = []
            at = 1
            for _ in range(count):
                _, size = struct.unpack_from("<bq", mapping, at)
                at += struct.calcsize("<bq")
                records.append(mapping[at : at + size])
                at += size
            return records
