# stores the count, then all records, in one map
# breaks: right_records; help: incomplete
import mmap, os, time
from collections import deque
from pathlib import Path

SLOT = 256
SIZE = 4096 + 64 * SLOT


def reader(path, count):
    while True:
        try:
            if os.stat(path).st_size >= SIZE:
                break
        except FileNotFoundError:
            pass
        time.sleep(0.003)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        while m[0] < count:
            time.sleep(0.002)
        return [m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)]


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            where, what = [0], [len(records)]
            for i, r in enumerate(records):
                at = 4096 + i * SLOT
                where += [at, slice(at + 1, at + 1 + len(r))]
                what += [len(r), r]
            deque(map(m.__setitem__, where, what), 0)
