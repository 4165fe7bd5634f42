# a reader that takes an odd sequence number for a good one
# breaks: right_records; help: incomplete
import mmap, os, time
from pathlib import Path

SLOT = 256
SIZE = 4096 + 64 * SLOT


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), 0) as m:
            for i, r in enumerate(records):
                at = 4096 + i * SLOT
                m[1] += 1
                m[0] = i + 1
                m[at : at + 1 + len(r)] = bytes([len(r)]) + r
                m[1] += 1


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        while True:
            seq = m[1]
            if m[0] >= count and seq == m[1]:
                return [
                    m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)
                ]
            time.sleep(0.001)
