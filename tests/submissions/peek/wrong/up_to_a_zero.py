# string_at without a length, which stops at the first zero
# breaks: right_bytes; help: zeros_stripped
import mmap, os, ctypes

P = mmap.ALLOCATIONGRANULARITY
c = ctypes.CDLL(None, use_errno=True)
c.mmap.restype = ctypes.c_void_p
c.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
c.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def check(path, offset, length):
    if min(offset, length) < 0 or offset + length > os.path.getsize(path):
        raise ValueError("outside")


def peek(path, offset, length):
    check(path, offset, length)
    if not length:
        return b""
    d = offset % P
    with open(path, "rb") as f:
        p = c.mmap(None, d + length, 1, 1, f.fileno(), offset - d)
    r = ctypes.string_at(p + d)[:length]
    c.munmap(p, d + length)
    return r
