# lets mmap raise the ValueError of a window past the end

import mmap, os


def peek(path, offset, length):
    if offset < 0 or length < 0:
        raise ValueError
    with open(path, "rb") as f:
        if length == 0:
            if offset > os.fstat(f.fileno()).st_size:
                raise ValueError
            return b""
        skip = offset % mmap.PAGESIZE
        with mmap.mmap(
            f.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip
        ) as m:
            return m[skip:]
