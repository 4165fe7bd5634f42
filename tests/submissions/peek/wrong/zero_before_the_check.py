# answers a zero length before it looks at the offset
# breaks: refuses; help: short_slice

import mmap, os
def peek(path, offset, length):
    if length == 0:
        return b""
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("window")
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as f:
        with mmap.mmap(f.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as m:
            return m[skip:skip + length]
