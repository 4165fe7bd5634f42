# numpy.memmap with mode w+ where the file was not there a moment ago
# breaks: right_records; help: came_between or empty_file or truncated

import mmap
import os
import time

import numpy as np

SIZE = 4 + 64 * 256


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(fd, SIZE)
        with mmap.mmap(fd, SIZE) as memory:
            memory[0:4] = b"\0\0\0\0"
            at = 4
            for n, record in enumerate(records, 1):
                memory[at] = len(record)
                memory[at + 1 : at + 1 + len(record)] = record
                at += 1 + len(record)
                memory[0:4] = n.to_bytes(4, "little")
    finally:
        os.close(fd)


def reader(path, count):
    mode = "r+" if os.path.exists(path) else "w+"
    memory = np.memmap(path, np.uint8, mode, shape=(SIZE,))
    while int.from_bytes(memory[:4].tobytes(), "little") < count:
        time.sleep(0.01)
    at, out = 4, []
    for _ in range(count):
        n = int(memory[at])
        out.append(memory[at + 1 : at + 1 + n].tobytes())
        at += 1 + n
    return out
