# closes a second descriptor of the file, which gives back the lock
# breaks: right_records; help: incomplete
import mmap, os, time, fcntl

SLOT = 256
SIZE = 4096 + 64 * SLOT


def writer(path, records):
    open(path, "ab").close()
    fd = os.open(path, os.O_RDWR)
    fcntl.lockf(fd, fcntl.LOCK_EX)
    with open(path, "r+b") as f:
        f.truncate(0)
        f.truncate(SIZE)
    m = mmap.mmap(fd, SIZE)
    m[0] = len(records)
    for i, r in enumerate(records):
        at = 4096 + i * SLOT
        m[at : at + 1 + len(r)] = bytes([len(r)]) + r
    m.close()
    fcntl.lockf(fd, fcntl.LOCK_UN)
    os.close(fd)


def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    fd = os.open(path, os.O_RDONLY)
    while True:
        fcntl.lockf(fd, fcntl.LOCK_SH)
        if os.fstat(fd).st_size >= SIZE:
            m = mmap.mmap(fd, SIZE, prot=mmap.PROT_READ)
            if m[0] >= count:
                out = [
                    m[4097 + i * SLOT : 4097 + i * SLOT + m[4096 + i * SLOT]] for i in range(count)
                ]
                m.close()
                os.close(fd)
                return out
            m.close()
        fcntl.lockf(fd, fcntl.LOCK_UN)
        time.sleep(0.005)
