# takes the records at each look and asks for their count afterwards
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
                    return mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.005)


def reader(path, count):
    with mapped(path) as m:
        while True:
            out = []
            for i in range(count):
                at = 8 + i * 256
                out.append(m[at + 1 : at + 1 + m[at]])
            if struct.unpack_from("<Q", m, 0)[0] >= count:
                return out
            time.sleep(0.005)
