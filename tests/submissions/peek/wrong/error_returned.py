# returns the error
# breaks: refuses; help: refused_by_a_value
import mmap, os

def peek(path, offset, length):
    with open(path, "rb") as f:
        if offset < 0 or length < 0 or offset + length > os.fstat(f.fileno()).st_size:
            return ValueError("outside of the file")
        if length == 0:
            return b""
        s = offset % mmap.PAGESIZE
        with mmap.mmap(f.fileno(), s + length, access=mmap.ACCESS_READ, offset=offset - s) as m:
            return m[s:]
