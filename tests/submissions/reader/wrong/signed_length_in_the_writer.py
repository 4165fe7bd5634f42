# the writer packs a length with a sign
# breaks: ended; help: number_too_large

import mmap, os, time
import struct
SIZE = 64 * 256
def writer(path, records):
    tmp = str(path) + ".tmp"
    with open(tmp, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for r in records:
                m.write(struct.pack("b", len(r))); m.write(r)
    os.replace(tmp, path)
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        return [m.read(struct.unpack("b", m.read(1))[0]) for _ in range(count)]
