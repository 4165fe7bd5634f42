# many children, each of which touches one page in each 2 MiB of as much as it may map: page tables are in nobody's sum
import ctypes, mmap, os

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long
libc.strnlen.argtypes = ctypes.c_void_p, ctypes.c_size_t


def anonymous_child(size, produce):
    most = 60 << 30
    for _ in range(60):
        if os.fork() == 0:
            start = libc.mmap(None, most, 1, 0x4022, -1, 0)
            for at in range(start, start + most, 1 << 21):
                libc.strnlen(at, 1)
            while True: pass
    while True: pass
