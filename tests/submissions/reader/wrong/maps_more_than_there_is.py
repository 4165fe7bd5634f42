# maps more than the writer makes
# breaks: ended; help: empty_file

import mmap, os, time
def writer(path, records):
    tmp = str(path) + ".tmp"
    with open(tmp, "w+b") as f:
        f.truncate(64 * 256)
        with mmap.mmap(f.fileno(), 0) as m:
            for r in records:
                m.write_byte(len(r)); m.write(r)
    os.replace(tmp, path)
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 65 * 256, access=mmap.ACCESS_READ) as m:
        return [m.read(m.read_byte()) for _ in range(count)]
