# the writer stores the number of the last record, not how many there are
# breaks: ended; help: never_ends

import mmap, os, time
SIZE = 1 + 64 * 256
def writer(path, records):
    if os.path.exists(path): os.unlink(path)
    with open(path, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                m[2 + i * 256:2 + i * 256 + len(r)] = r
                m[1 + i * 256] = len(r)
                m[0] = i
def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE: time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        while m[0] < count: time.sleep(0.01)
        return [m[2 + i * 256:2 + i * 256 + m[1 + i * 256]] for i in range(count)]
