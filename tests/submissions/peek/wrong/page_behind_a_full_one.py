# takes one page more when the window ends with a page
# breaks: few_pages; help: too_many_pages

import mmap, os


def peek(path, offset, length):
    size = os.stat(path).st_size
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError
    if not length:
        return b""
    P = mmap.PAGESIZE
    s = offset // P * P
    e = min(size, ((offset + length) // P + 1) * P)
    with (
        open(path, "rb") as f,
        mmap.mmap(f.fileno(), e - s, access=mmap.ACCESS_READ, offset=s) as m,
    ):
        return m[offset - s : offset - s + length]
