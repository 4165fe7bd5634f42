# takes the length for the first byte of the record
# breaks: right_records; help: placed_differently

import mmap, os, time
SIZE = 1 + 64 * 256
def writer(path, records):
    tmp = str(path) + ".tmp"
    with open(tmp, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                m[1 + i * 256] = len(r)
                m[2 + i * 256:2 + i * 256 + len(r)] = r
            m[0] = len(records)
    os.replace(tmp, path)
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        return [m[1 + i * 256:1 + i * 256 + m[1 + i * 256]] for i in range(count)]
