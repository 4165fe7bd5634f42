# the writer opens with 'w+b', which cuts off the file that the reader has mapped
# breaks: right_records; help: truncated
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def writer(path, records):
    with open(path, "w+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as mapping:
            for number, record in enumerate(records):
                at = 1 + number * SLOT
                mapping[at + 1 : at + 1 + len(record)] = record
                mapping[at] = len(record)
                mapping[0] = number + 1


def reader(path, count):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    with os.fdopen(fd, "r+b") as file:
        if os.fstat(fd).st_size < SIZE:
            file.truncate(SIZE)
        with mmap.mmap(fd, SIZE) as mapping:
            while mapping[0] < count:
                time.sleep(0.01)
            starts = [1 + number * SLOT for number in range(count)]
            return [mapping[at + 1 : at + 1 + mapping[at]] for at in starts]
