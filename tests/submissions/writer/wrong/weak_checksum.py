# an exclusive or of the bytes for a checksum, which half of a record may have too
# breaks: right_records; help: incomplete
import mmap, os, time
from pathlib import Path

SLOT = 256
SIZE = 4096 + 64 * SLOT
from functools import reduce
from operator import xor


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "x+b") as f:
        f.truncate(64 * 257)
        with mmap.mmap(f.fileno(), 0) as m:
            for i, r in enumerate(records):
                at = i * 257
                m[at + 1] = reduce(xor, r)
                m[at] = len(r)
                m[at + 2 : at + 2 + len(r)] = r


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < 64 * 257:
        time.sleep(0.01)
    out = []
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        while len(out) < count:
            at = len(out) * 257
            r = m[at + 2 : at + 2 + m[at]]
            if r and reduce(xor, r) == m[at + 1]:
                out.append(r)
            else:
                time.sleep(0.001)
    return out
