# records as text without a length, so a shorter one shows the tail of a longer one before it
# breaks: right_records; help: left_from_earlier
import mmap
import os
import time

SLOT = 512
SIZE = 1 + 64 * SLOT


def writer(path, records):
    with open(path, "r+b" if os.path.exists(path) else "w+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as mapping:
            mapping[0] = 0
            for number, record in enumerate(records):
                at = 1 + number * SLOT
                mapping[at : at + 2 * len(record)] = record.hex().encode()
            mapping[0] = len(records)


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
                text = mapping[at : at + SLOT].rstrip(b"\0").decode()
                records.append(bytes.fromhex(text))
            return records
