# byte by byte, a flag for each record behind it, and a reader that polls without a sleep
import mmap
import os

SLOT = 257
SIZE = 64 * SLOT


class Board:
    def __init__(self, path, create):
        if create:
            if os.path.exists(path):
                os.remove(path)
            self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            os.ftruncate(self.fd, SIZE)
        else:
            while True:
                try:
                    self.fd = os.open(path, os.O_RDWR)
                except FileNotFoundError:
                    os.sched_yield()
                    continue
                if os.fstat(self.fd).st_size == SIZE:
                    break
                os.close(self.fd)
        self.memory = mmap.mmap(self.fd, SIZE, mmap.MAP_SHARED)

    def put(self, number, record):
        start = number * SLOT
        for index, byte in enumerate(record):
            self.memory[start + 2 + index] = byte
        self.memory[start + 1] = len(record)
        self.memory[start] = 1

    def get(self, number):
        start = number * SLOT
        while self.memory[start] != 1:
            pass
        view = memoryview(self.memory)
        try:
            return bytes(view[start + 2 : start + 2 + view[start + 1]])
        finally:
            view.release()

    def close(self):
        self.memory.close()
        os.close(self.fd)


def writer(path, records):
    board = Board(path, create=True)
    for number, record in enumerate(records):
        board.put(number, record)
    board.close()


def reader(path, count):
    board = Board(path, create=False)
    records = [board.get(number) for number in range(count)]
    board.close()
    return records
