# pickle in one store, the length first
# breaks: right_records; help: incomplete
import mmap
import os
import pickle
import time

SIZE = 1 << 15


def _map(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.ftruncate(fd, SIZE)
    memory = mmap.mmap(fd, SIZE)
    os.close(fd)
    return memory


def writer(path, records):
    data = pickle.dumps(records)
    with _map(path) as memory:
        memory[:4] = len(data).to_bytes(4, "little")
        memory[4 : 4 + len(data)] = data


def reader(path, count):
    with _map(path) as memory:
        while not any(memory[:4]):
            time.sleep(0.001)
        size = int.from_bytes(memory[:4], "little")
        return pickle.loads(memory[4 : 4 + size])[:count]
