# munmap of a pointer that was moved on, into a page: EINVAL, which nobody looks at
# breaks: released; help: mapping_left
import ctypes

libc = ctypes.CDLL(None)
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


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        p = libc.mmap(None, len(data), 3, 1, f.fileno(), 0)
    ctypes.memset(p, data[0], 1)
    p += 1
    ctypes.memmove(p, data[1:], len(data) - 1)
    libc.munmap(p, len(data))
