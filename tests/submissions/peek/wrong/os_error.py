# refuses a window by OSError
# breaks: refuses; help: other_error

import mmap, os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.stat(path).st_size:
        raise OSError(22, "bad window")
    if not length:
        return b""
    skip = offset % mmap.PAGESIZE
    with (
        open(path, "rb") as f,
        mmap.mmap(f.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as m,
    ):
        return m[skip:]
