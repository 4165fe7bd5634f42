# the writer waits for an acknowledgement
# breaks: ended; help: writer_waits
import mmap
import os
import time

SIZE = 2 + 64 * 256


def _map(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.ftruncate(fd, SIZE)
    memory = mmap.mmap(fd, SIZE)
    os.close(fd)
    return memory


def writer(path, records):
    with _map(path) as memory:
        memory[:2] = b"\0\0"
        memory.seek(2)
        for record in records:
            memory.write_byte(len(record))
            memory.write(record)
        memory[0] = len(records)
        while not memory[1]:
            time.sleep(0.01)


def reader(path, count):
    with _map(path) as memory:
        while memory[0] < count:
            time.sleep(0.001)
        memory.seek(2)
        result = [memory.read(memory.read_byte()) for _ in range(count)]
        memory[1] = 1
        return result
