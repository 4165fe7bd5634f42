# maps a page for a window of no bytes, too

import mmap, os


def peek(path, offset, length):
    size = os.path.getsize(path)
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError
    if size == 0 or offset == size:
        return b""
    skip = offset % mmap.PAGESIZE
    with (
        open(path, "rb") as f,
        mmap.mmap(
            f.fileno(), max(1, skip + length), access=mmap.ACCESS_READ, offset=offset - skip
        ) as m,
    ):
        return m[skip : skip + length]
