# ctypes, a length rounded up to whole pages past the end of the file

import ctypes, mmap, os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def peek(path, offset, length):
    fd = os.open(path, os.O_RDONLY)
    try:
        if offset < 0 or length < 0 or offset + length > os.fstat(fd).st_size:
            raise ValueError("no")
        if not length:
            return b""
        P = mmap.PAGESIZE
        s = offset // P * P
        n = (offset + length - s + P - 1) // P * P
        a = libc.mmap(None, n, 1, 2, fd, s)
        if a == ctypes.c_void_p(-1).value:
            raise OSError(ctypes.get_errno())
        try:
            return ctypes.string_at(a + offset - s, length)
        finally:
            libc.munmap(a, n)
    finally:
        os.close(fd)
