# rounds the start up to the next page
# breaks: ended; help: past_the_end

import mmap, os
def peek(path, offset, length):
    size = os.path.getsize(path)
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError("window")
    if length == 0:
        return b""
    start = (offset + mmap.PAGESIZE - 1) // mmap.PAGESIZE * mmap.PAGESIZE
    with open(path, "rb") as f:
        with mmap.mmap(f.fileno(), length, access=mmap.ACCESS_READ, offset=start) as m:
            return m[:]
