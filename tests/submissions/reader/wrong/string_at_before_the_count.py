# the C library's mmap: string_at takes the records, from_address the count after them
# breaks: right_records; help: incomplete
import mmap
import os
import struct
import time

import ctypes

SIZE = 8 + 64 * 256


def writer(path, records):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                at = 8 + i * 256
                m[at + 1 : at + 1 + len(r)] = r
                m[at] = len(r)
            struct.pack_into("<Q", m, 0, len(records))


def mapped(path):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size == SIZE:
                    return mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.005)


libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.005)
    fd = os.open(path, os.O_RDONLY)
    p = libc.mmap(None, SIZE, 1, 1, fd, 0)
    os.close(fd)
    while True:
        data = ctypes.string_at(p + 8, SIZE - 8)
        n = ctypes.c_uint64.from_address(p).value
        if n >= count:
            break
        time.sleep(0.005)
    libc.munmap(p, SIZE)
    return [data[i * 256 + 1 : i * 256 + 1 + data[i * 256]] for i in range(count)]
