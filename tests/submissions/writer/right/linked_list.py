# records in a list, linked by a pointer that is stored last
import mmap, os, time, struct

SIZE = 8 + 64 * 264
PTR = struct.Struct("<H")


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "w+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            free, last = 8, 0
            for r in records:
                m[free + 4] = len(r)
                m[free + 5 : free + 5 + len(r)] = r
                lo, hi = PTR.pack(free)
                m[last + 1] = hi
                m[last] = lo
                m[last + 2] = 1
                last, free = free, free + 264


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
        out, at = [], 0
        while len(out) < count:
            while not m[at + 2]:
                time.sleep(0.001)
            (at,) = PTR.unpack_from(m, at)
            out.append(m[at + 5 : at + 5 + m[at + 4]])
        return out
