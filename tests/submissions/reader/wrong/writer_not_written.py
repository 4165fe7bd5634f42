# the writer has only a pass in it
# breaks: ended; help: not_written

import mmap, os, time
SIZE = 64 * 256
def writer(path, records):
    pass
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        return [m.read(m.read_byte()) for _ in range(count)]
