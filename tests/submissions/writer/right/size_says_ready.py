# the file gets its final length when all records are stored

import mmap
import os
import time

MAX = 64 * 256


def writer(path, records):
    if os.path.lexists(path):
        os.unlink(path)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.ftruncate(fd, MAX)
    memory = mmap.mmap(fd, MAX)
    for i, record in enumerate(records):
        memory[256 * i : 256 * i + len(record) + 1] = bytes([len(record)]) + record
    memory.close()
    os.ftruncate(fd, MAX + 1)
    os.close(fd)


def reader(path, count):
    while True:
        try:
            if os.stat(path).st_size == MAX + 1:
                break
        except FileNotFoundError:
            pass
        time.sleep(0.005)
    fd = os.open(path, os.O_RDONLY)
    memory = mmap.mmap(fd, MAX, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ)
    os.close(fd)
    out = [memory[256 * i + 1 : 256 * i + 1 + memory[256 * i]] for i in range(count)]
    memory.close()
    return out
