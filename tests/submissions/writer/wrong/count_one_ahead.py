# looks once a second, and the writer's count is one ahead of what it has stored
# breaks: right_records; help: incomplete
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
        m[0] = i + 2
    m.close()


def take(path, count, wait):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        wait()
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        while m[0] < count:
            wait()
        return [m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)]


def reader(path, count):
    return take(path, count, lambda: time.sleep(1))
