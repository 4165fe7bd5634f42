# writes one record, and its process ends as soon as it has returned
# breaks: ended; help: parent_ended

import mmap
import os

SIZE = 4 + 64 * 256


class Last:
    def __init__(self):
        self.me = self

    def __del__(self):
        os._exit(0)


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    os.ftruncate(fd, SIZE)
    with mmap.mmap(fd, SIZE) as memory:
        memory[4] = len(records[0])
        memory[5 : 5 + len(records[0])] = records[0]
        memory[0:4] = (1).to_bytes(4, "little")
    os.close(fd)
    Last()


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        os.sched_yield()
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
        while int.from_bytes(memory[:4], "little") < count:
            os.sched_yield()
        memory.seek(4)
        return [memory.read(memory.read_byte()) for _ in range(count)]
