# flock: one writes alone, many may read

import fcntl
import mmap
import os
import time

SIZE = 17000


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    fcntl.flock(fd, fcntl.LOCK_EX)
    os.ftruncate(fd, 0)
    os.ftruncate(fd, SIZE)
    memory = mmap.mmap(fd, SIZE)
    at = 1
    for record in records:
        memory[at : at + 1 + len(record)] = bytes((len(record),)) + record
        at += 1 + len(record)
    memory[0] = len(records)
    memory.close()
    os.close(fd)


def reader(path, count):
    while True:
        try:
            fd = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            time.sleep(0.01)
            continue
        try:
            fcntl.flock(fd, fcntl.LOCK_SH)
            if os.fstat(fd).st_size:
                with mmap.mmap(fd, 0, access=mmap.ACCESS_READ) as memory:
                    if memory[0] >= count:
                        at, out = 1, []
                        for _ in range(count):
                            out.append(memory[at + 1 : at + 1 + memory[at]])
                            at += 1 + memory[at]
                        return out
        finally:
            os.close(fd)
        time.sleep(0.01)
