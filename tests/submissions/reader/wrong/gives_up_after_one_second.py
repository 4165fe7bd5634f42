# gives up after a hundred looks
# breaks: ended; help: gave_up
import mmap, os, time

SLOT = 256
SIZE = 4096 + 64 * SLOT


def writer(path, records):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
    os.ftruncate(fd, SIZE)
    m = mmap.mmap(fd, SIZE)
    os.close(fd)
    for i, r in enumerate(records):
        at = 4096 + i * SLOT
        m[at + 1 : at + 1 + len(r)] = r
        m[at] = len(r)
        m[0] = i + 1
    m.close()


def reader(path, count):
    for _ in range(100):
        if os.path.exists(path) and os.path.getsize(path) >= SIZE:
            break
        time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        while m[0] < count:
            time.sleep(0.01)
        return [m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)]
