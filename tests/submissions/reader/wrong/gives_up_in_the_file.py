# waits for the file as long as it takes, and for its records a second
# breaks: right_records; help: incomplete
import mmap, os, time

HEAD = 8
SLOT = 256
SIZE = HEAD + 64 * SLOT


def fresh(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
    os.ftruncate(fd, SIZE)
    m = mmap.mmap(fd, SIZE)
    os.close(fd)
    return m


def writer(path, records):
    with fresh(path) as m:
        for i, r in enumerate(records):
            p = HEAD + i * SLOT
            m[p] = len(r)
            m[p + 1 : p + 1 + len(r)] = r
            m[0] = i + 1


def attach(path):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size >= SIZE:
                    return mmap.mmap(f.fileno(), SIZE, prot=mmap.PROT_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.002)


def reader(path, count):
    with attach(path) as m:
        end = time.monotonic() + 1
        while m[0] < count and time.monotonic() < end:
            time.sleep(0.002)
        out = []
        for i in range(min(count, m[0])):
            p = HEAD + i * SLOT
            out.append(m[p + 1 : p + 1 + m[p]])
        return out
