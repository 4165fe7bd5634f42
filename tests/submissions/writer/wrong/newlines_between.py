# newlines end the records, which may hold some
# breaks: right_records; help: cut_at_a_byte

import mmap
import os
import time

SIZE = 64 * 256 + 4


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "x+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            body = b"\n".join(records) + b"\n"
            memory[4 : 4 + len(body)] = body
            memory[0] = len(records)


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        while memory[0] < count:
            time.sleep(0.01)
        return memory[4:].split(b"\n")[:count]
