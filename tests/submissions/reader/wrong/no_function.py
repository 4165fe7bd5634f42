# there is no reader at all
# breaks: ended; help: None
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
