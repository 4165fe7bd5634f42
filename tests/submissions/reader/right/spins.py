# looks for the file, its length and the count without a pause

import mmap
import os

SIZE = 4 + 64 * 256


def writer(path, records):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    with open(path, "x+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            at = 4
            for n, record in enumerate(records, 1):
                memory[at] = len(record)
                memory[at + 1 : at + 1 + len(record)] = record
                at += 1 + len(record)
                memory[0:4] = n.to_bytes(4, "little")


def reader(path, count):
    while not os.path.exists(path):
        pass
    while os.path.getsize(path) < SIZE:
        pass
    with (
        open(path, "rb") as file,
        mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as memory,
    ):
        while int.from_bytes(memory[:4], "little") < count:
            pass
        memory.seek(4)
        return [memory.read(memory.read_byte()) for _ in range(count)]
