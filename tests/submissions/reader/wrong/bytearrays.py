# returns bytearrays in place of bytes
# breaks: right_records; help: not_bytes
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "w+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as mapping:
            for number, record in enumerate(records):
                at = 1 + number * SLOT
                mapping[at + 1 : at + 1 + len(record)] = record
                mapping[at] = len(record)
                mapping[0] = number + 1


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), SIZE, prot=mmap.PROT_READ) as mapping:
            while mapping[0] < count:
                time.sleep(0.01)
            records = []
            for number in range(count):
                at = 1 + number * SLOT
                records.append(bytearray(mapping[at + 1 : at + 1 + mapping[at]]))
            return records
