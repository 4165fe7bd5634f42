# maps the file that it made itself, and never sees the one renamed over it
# breaks: right_records; help: old_inode
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def writer(path, records):
    with open(f"{path}.new", "w+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as mapping:
            for number, record in enumerate(records):
                at = 1 + number * SLOT
                mapping[at + 1 : at + 1 + len(record)] = record
                mapping[at] = len(record)
                mapping[0] = number + 1
    os.replace(f"{path}.new", path)


def reader(path, count):
    with open(path, "ab") as file:  # makes it where there is none
        file.truncate(SIZE)
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as mapping:
            while mapping[0] < count:
                time.sleep(0.01)
            starts = [1 + number * SLOT for number in range(count)]
            return [mapping[at + 1 : at + 1 + mapping[at]] for at in starts]
