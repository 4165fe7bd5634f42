# looks whether the file is empty and then gives it room for a count
# breaks: right_records; help: came_between

import mmap
import os
import time

SIZE = 4 + 64 * 256


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(fd, SIZE)
        with mmap.mmap(fd, SIZE) as memory:
            memory[0:4] = b"\0\0\0\0"
            at = 4
            for number, record in enumerate(records, 1):
                memory[at] = len(record)
                memory[at + 1 : at + 1 + len(record)] = record
                at += 1 + len(record)
                memory[0:4] = number.to_bytes(4, "little")
    finally:
        os.close(fd)


def reader(path, count):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    if os.fstat(fd).st_size == 0:
        os.ftruncate(fd, 4)
    with mmap.mmap(fd, 4) as memory:
        while int.from_bytes(memory[:4], "little") < count:
            time.sleep(0.01)
    with mmap.mmap(fd, 0) as memory:
        os.close(fd)
        memory.seek(4)
        return [memory.read(memory.read_byte()) for _ in range(count)]
