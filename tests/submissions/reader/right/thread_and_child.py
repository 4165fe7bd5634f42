# a thread of the reader waits; a child of the writer stores

import mmap
import multiprocessing
import os
import threading
import time

SIZE = 17000


def fill(path, records):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), SIZE) as memory:
        memory.seek(1)
        for record in records:
            memory.write_byte(len(record))
            memory.write(record)
        memory[0] = len(records)


def writer(path, records):
    with open(f"{path}.x", "wb") as file:
        file.truncate(SIZE)
    os.replace(f"{path}.x", path)
    p = multiprocessing.Process(target=fill, args=(path, records))
    p.start()
    p.join()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), SIZE) as memory:
        assert memory[0] == len(records)


def reader(path, count):
    found = []

    def look():
        while not os.path.exists(path):
            time.sleep(0.01)
        with (
            open(path, "rb") as file,
            mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as memory,
        ):
            while memory[0] < count:
                time.sleep(0.01)
            memory.seek(1)
            found.extend(memory.read(memory.read_byte()) for _ in range(count))

    t = threading.Thread(target=look)
    t.start()
    t.join()
    return found
