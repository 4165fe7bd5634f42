# returns a bytearray
# breaks: right_bytes; help: not_bytes
import mmap, os

def peek(path, offset, length):
    with open(path, "rb") as f:
        if offset < 0 or length < 0 or offset + length > os.fstat(f.fileno()).st_size:
            raise ValueError
        out = bytearray()
        if length:
            s = offset % mmap.PAGESIZE
            with mmap.mmap(f.fileno(), s + length, access=mmap.ACCESS_READ, offset=offset - s) as m:
                out += m[s:]
        return out
