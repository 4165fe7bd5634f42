# the writer raises, so the reader waits
# breaks: ended; help: writer_failed or taken_for_text

import mmap, os, time
SIZE = 64 * 256
def writer(path, records):
    tmp = str(path) + ".tmp"
    with open(tmp, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for r in records:
                m.write_byte(len(r)); m.write(r.encode())
    os.replace(tmp, path)
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        return [m.read(m.read_byte()) for _ in range(count)]
