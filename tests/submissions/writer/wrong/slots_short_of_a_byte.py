# slots of 255 bytes for a length and 255 more
# breaks: right_records; help: slot_too_short
import mmap, os, time
from pathlib import Path

SLOT = 256
SIZE = 4096 + 64 * SLOT


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "x+b") as f:
        f.truncate(1 + 64 * 255 + 1)
        with mmap.mmap(f.fileno(), 0) as m:
            for i, r in enumerate(records):
                at = 1 + i * 255
                m[at + 1 : at + 1 + len(r)] = r
                m[at] = len(r)
                m[0] = i + 1


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < 1 + 64 * 255:
        time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        while m[0] < count:
            time.sleep(0.001)
        return [m[1 + i * 255 + 1 : 1 + i * 255 + 1 + m[1 + i * 255]] for i in range(count)]
