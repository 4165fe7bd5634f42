# waits for one record less than it reads
# breaks: right_records; help: incomplete

import mmap
import os
import time

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
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        while int.from_bytes(memory[:4], "little") < count - 1:
            time.sleep(0.01)
        memory.seek(4)
        return [memory.read(memory.read_byte()) for _ in range(count)]
