# the file is written by write(2); nothing is mapped
# breaks: file_mapped; help: written_by_calls
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def writer(path, records):
    blob = bytearray(SIZE)
    blob[0] = len(records)
    for number, record in enumerate(records):
        at = 1 + number * SLOT
        blob[at : at + 1 + len(record)] = bytes([len(record)]) + record
    with open(f"{path}.new", "wb") as file:
        file.write(blob)
    os.replace(f"{path}.new", path)


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
                records.append(mapping[at + 1 : at + 1 + mapping[at]])
            return records
