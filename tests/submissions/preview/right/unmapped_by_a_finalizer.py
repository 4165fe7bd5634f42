# munmap by weakref.finalize when the array goes

import ctypes, os, weakref
import numpy as np
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]

def preview(path, shape, amount):
    n = int(np.prod(shape))
    fd = os.open(path, os.O_RDONLY)
    p = libc.mmap(None, n, 3, 2, fd, 0)
    os.close(fd)
    raw = (ctypes.c_uint8 * n).from_address(p)
    weakref.finalize(raw, libc.munmap, p, n)
    out = np.frombuffer(raw, np.uint8).reshape(shape)
    out[...] = np.clip(out.astype(np.int16) + amount, 0, 255)
    return out
