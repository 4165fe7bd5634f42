# whoever comes first creates the file and gives it its size; nobody ever shortens it
import mmap
import os
import time

SLOT = 256
SIZE = 1 + 64 * SLOT


def board(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    if os.fstat(fd).st_size < SIZE:
        os.ftruncate(fd, SIZE)
    memory = mmap.mmap(fd, SIZE, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    os.close(fd)
    return memory


def writer(path, records):
    memory = board(path)
    memory[0] = 0
    for number, record in enumerate(records):
        at = 1 + number * SLOT
        memory[at + 1 : at + 1 + len(record)] = record
        memory[at] = len(record)
        memory[0] = number + 1
    memory.close()


def reader(path, count):
    memory = board(path)
    while memory[0] < count:
        time.sleep(0.02)
    records = []
    for number in range(count):
        at = 1 + number * SLOT
        records.append(memory[at + 1 : at + 1 + memory[at]])
    memory.close()
    return records
