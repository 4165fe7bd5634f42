# maps the file anew and privately at each look, and looks at the count last
# breaks: right_records; help: incomplete
import mmap
import os
import struct
import time

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
                    return mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_COPY)
        except FileNotFoundError:
            pass
        time.sleep(0.005)


def reader(path, count):
    while True:
        with mapped(path) as m:
            out = [m[8 + i * 256 + 1 : 8 + i * 256 + 1 + m[8 + i * 256]] for i in range(count)]
            (ready,) = struct.unpack("<Q", m[:8])
        if ready >= count:
            return out
        time.sleep(0.005)
