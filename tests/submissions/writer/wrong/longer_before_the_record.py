# makes the file longer, which tells readers, before it stores the record
# breaks: right_records; help: incomplete
import mmap, os, time
from pathlib import Path

SLOT = 256
SIZE = 4096 + 64 * SLOT


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "x+b") as f:
        at = 0
        for r in records:
            f.truncate(at + 256)
            with mmap.mmap(f.fileno(), 0) as m:
                m[at + 1 : at + 1 + len(r)] = r
                m[at] = len(r)
            at += 256


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < count * 256:
        time.sleep(0.002)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), count * 256, access=mmap.ACCESS_READ) as m:
        return [m[i * 256 + 1 : i * 256 + 1 + m[i * 256]] for i in range(count)]
