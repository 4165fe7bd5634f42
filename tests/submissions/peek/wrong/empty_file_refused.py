# refuses any window of an empty file
# breaks: zero_length; help: zero_is_all
import mmap, os

def peek(path, offset, length):
    size = os.stat(path).st_size
    if size == 0:
        raise ValueError("cannot mmap an empty file")
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError
    if length == 0:
        return b""
    with open(path, "rb") as f:
        s = offset % mmap.PAGESIZE
        with mmap.mmap(f.fileno(), s + length, access=mmap.ACCESS_READ, offset=offset - s) as m:
            return m[s:]
