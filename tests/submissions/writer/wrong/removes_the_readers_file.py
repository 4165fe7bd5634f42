# removes the file that the reader has made and mapped, and makes another one
# breaks: right_records; help: old_inode or came_between

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
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    if os.fstat(fd).st_size < SIZE:
        os.ftruncate(fd, SIZE)
    with mmap.mmap(fd, SIZE) as memory:
        os.close(fd)
        while int.from_bytes(memory[0:4], "little") < count:
            time.sleep(0.01)
        out, at = [], 4
        for _ in range(count):
            n = memory[at]
            out.append(memory[at + 1 : at + 1 + n])
            at += 1 + n
        return out
