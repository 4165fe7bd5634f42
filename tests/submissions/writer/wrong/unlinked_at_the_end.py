# the writer removes the file
# breaks: right_records; help: removed
import mmap
import os
import time

SIZE = 1 + 64 * 256


def _map(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.ftruncate(fd, SIZE)
    memory = mmap.mmap(fd, SIZE)
    os.close(fd)
    return memory


def writer(path, records):
    with _map(path) as memory:
        memory[0] = 0
        memory.seek(1)
        for record in records:
            memory.write_byte(len(record))
            memory.write(record)
        memory[0] = len(records)
        time.sleep(0.1)
    os.unlink(path)


def reader(path, count):
    with _map(path) as memory:
        while memory[0] < count:
            time.sleep(0.001)
        memory.seek(1)
        return [memory.read(memory.read_byte()) for _ in range(count)]
