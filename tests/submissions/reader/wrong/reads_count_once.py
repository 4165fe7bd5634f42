# looks once for the count and returns fewer
# breaks: right_records; help: incomplete
import mmap
import os
import time

SIZE = 1 + 64 * 256


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.ftruncate(fd, SIZE)
    with mmap.mmap(fd, SIZE) as memory:
        os.close(fd)
        memory[0] = 0
        memory.seek(1)
        for record in records:
            memory.write_byte(len(record))
            memory.write(record)
        memory[0] = len(records)


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.001)
    time.sleep(0.5)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        total = min(count, memory[0])
        memory.seek(1)
        return [memory.read(memory.read_byte()) for _ in range(total)]
