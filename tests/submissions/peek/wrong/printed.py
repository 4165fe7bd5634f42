# prints the bytes
# breaks: right_bytes; help: nothing_returned
import mmap, os

def peek(path, offset, length):
    with open(path, "rb") as f:
        if offset < 0 or length < 0 or offset + length > os.fstat(f.fileno()).st_size:
            raise ValueError("outside of the file")
        if length == 0:
            print(b"")
            return
        s = offset % mmap.PAGESIZE
        with mmap.mmap(f.fileno(), s + length, access=mmap.ACCESS_READ, offset=offset - s) as m:
            print(m[s:])
