# rounds the length up to a page that the file does not fill
# breaks: ended; help: past_the_end

import mmap, os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.stat(path).st_size:
        raise ValueError
    if not length:
        return b""
    P = mmap.PAGESIZE
    skip = offset % P
    n = -(-(skip + length) // P) * P
    with (
        open(path, "rb") as f,
        mmap.mmap(f.fileno(), n, access=mmap.ACCESS_READ, offset=offset - skip) as m,
    ):
        return m[skip : skip + length]
