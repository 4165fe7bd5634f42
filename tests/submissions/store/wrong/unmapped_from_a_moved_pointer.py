# munmap of a pointer that was moved on
# breaks: released; help: mapping_left
import mmap, os, ctypes, contextlib, tempfile, shutil, struct
from pathlib import Path
c = ctypes.CDLL(None, use_errno=True)
c.mmap.restype = c.mremap.restype = ctypes.c_void_p
c.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
c.mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int]
c.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        p = c.mmap(None, len(data), 3, 1, f.fileno(), 0)
    for b in data:
        ctypes.memset(p, b, 1); p += 1
    c.munmap(p, len(data))
