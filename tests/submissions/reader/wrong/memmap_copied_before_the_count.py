# a copy of the table is made before its count is looked at, with numpy.memmap
# breaks: right_records; help: incomplete
import mmap
import os
import struct
import time

import numpy as np

SIZE = 8 + 64 * 256


def writer(path, records):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                at = 8 + i * 256
                m[at + 1 : at + 1 + len(r)] = r
                m[at] = len(r)
            struct.pack_into("<Q", m, 0, len(records))


def mapped(path):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size == SIZE:
                    return mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.005)


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.005)
    a = np.memmap(path, np.uint8, mode="r", shape=(SIZE,))
    while True:
        table = a[8:].reshape(64, 256).copy()
        n = int(np.array(a[:8]).view("<u8")[0])
        if n >= count:
            break
        time.sleep(0.005)
    a._mmap.close()
    return [table[i, 1 : 1 + int(table[i, 0])].tobytes() for i in range(count)]
