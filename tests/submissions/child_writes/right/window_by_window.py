# both sides map one granule of the file at a time

import mmap
import os


def windows(path, access):
    step = mmap.ALLOCATIONGRANULARITY
    size = os.stat(path).st_size
    with open(path, "r+b") as file:
        for offset in range(0, size, step):
            length = min(step, size - offset)
            with mmap.mmap(file.fileno(), length, access=access, offset=offset) as window:
                yield slice(offset, offset + length), window


def child_writes(path, produce):
    pid = os.fork()
    if pid == 0:
        data = produce()
        for where, window in windows(path, mmap.ACCESS_WRITE):
            window[:] = data[where]
        os._exit(0)
    os.waitpid(pid, 0)
    return b"".join(window[:] for _, window in windows(path, mmap.ACCESS_READ))
