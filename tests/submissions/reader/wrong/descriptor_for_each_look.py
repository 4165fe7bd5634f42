# opens the file anew at each look, and closes only the last
# breaks: ended; help: not_released
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
    while True:
        try:
            fd = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            time.sleep(0.001)
            continue
        m = (
            mmap.mmap(fd, os.fstat(fd).st_size, prot=mmap.PROT_READ)
            if os.fstat(fd).st_size == SIZE
            else None
        )
        if m is None:
            continue
        if m[0] >= count:
            os.close(fd)
            break
        m.close()
        time.sleep(0.001)
    with m:
        return [m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)]
