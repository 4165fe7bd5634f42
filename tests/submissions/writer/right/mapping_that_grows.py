# a mapping that grows with the file, by mremap
import ctypes, os, time, mmap

c = ctypes.CDLL(None, use_errno=True)
c.mmap.restype = c.mremap.restype = ctypes.c_void_p
c.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
c.mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int]
c.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
P = mmap.PAGESIZE


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    size = P
    os.ftruncate(fd, size)
    p = c.mmap(None, size, 3, 1 | 0x4000, fd, 0)
    end = 16
    for i, r in enumerate(records):
        if end + 1 + len(r) > size:
            os.ftruncate(fd, size + P)
            p = c.mremap(p, size, size + P, 1)
            size += P
        ctypes.memmove(p + end + 1, r, len(r))
        ctypes.memset(p + end, len(r), 1)
        end += 1 + len(r)
        ctypes.memset(p, i + 1, 1)
    c.munmap(p, size)
    os.close(fd)


def reader(path, count):
    size = 0
    while size < P:
        time.sleep(0.005)
        size = os.stat(path).st_size if os.path.exists(path) else 0
    fd = os.open(path, os.O_RDONLY)
    p = c.mmap(None, P, 1, 1, fd, 0)
    while ctypes.string_at(p, 1)[0] < count:
        time.sleep(0.005)
    size = os.fstat(fd).st_size
    q = c.mmap(None, size, 1, 1, fd, 0)
    out, at = [], q + 16
    for _ in range(count):
        n = ctypes.string_at(at, 1)[0]
        out.append(ctypes.string_at(at + 1, n))
        at += n + 1
    c.munmap(p, P)
    c.munmap(q, size)
    os.close(fd)
    return out
