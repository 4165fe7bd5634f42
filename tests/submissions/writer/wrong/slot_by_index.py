# the slot of a record is where its like stands in the list
# breaks: right_records; help: never_ends
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
        for r in records:
            i = records.index(r)
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
        while m[0] < count:
            time.sleep(0.002)
        out = []
        for i in range(count):
            p = HEAD + i * SLOT
            out.append(m[p + 1 : p + 1 + m[p]])
        return out
