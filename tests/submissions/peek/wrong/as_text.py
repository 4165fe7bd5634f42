# returns a str
# breaks: right_bytes; help: not_bytes

import mmap, os
def peek(path, offset, length):
    size = os.path.getsize(path)
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError("window")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as f:
        with mmap.mmap(f.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as m:
            return m[skip:skip + length].decode("latin-1")
