# takes the file that another reader has made, before that has given it a length
# breaks: right_records; help: empty_file

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
            for n, record in enumerate(records, 1):
                memory[at] = len(record)
                memory[at + 1 : at + 1 + len(record)] = record
                at += 1 + len(record)
                memory[0:4] = n.to_bytes(4, "little")
    finally:
        os.close(fd)


def reader(path, count):
    try:
        with open(path, "xb") as file:
            file.truncate(SIZE)
    except FileExistsError:
        pass
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), SIZE) as memory:
        while int.from_bytes(memory[:4], "little") < count:
            time.sleep(0.01)
        memory.seek(4)
        return [memory.read(memory.read_byte()) for _ in range(count)]
