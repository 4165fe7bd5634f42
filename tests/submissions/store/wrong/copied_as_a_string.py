# strncpy, which stops at the first zero
# breaks: holds_data; help: zeros_lost
import ctypes

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


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        p = c.mmap(None, len(data), 3, 1, f.fileno(), 0)
    c.strncpy.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    c.strncpy(p, data, len(data))
    c.munmap(p, len(data))
