# stores the last byte of each record after the count
# breaks: right_records; help: incomplete
import mmap, os, time
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
    fd = os.open(path, os.O_RDONLY)
    m = mmap.mmap(fd, SIZE, mmap.MAP_SHARED, mmap.PROT_READ)
    os.close(fd)
    try:
        while m[0] < count:
            time.sleep(0.002)
        out = []
        for i in range(count):
            at = 4096 + i * SLOT
            out.append(m[at + 1 : at + 1 + m[at]])
        return out
    finally:
        m.close()


def writer(path, records):
    Path(path).unlink(missing_ok=True)
    with open(path, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                at = 4096 + i * SLOT
                m[at : at + len(r)] = bytes([len(r)]) + r[:-1]
                m[0] = i + 1
                m[at + len(r)] = r[-1]
