# assert in place of ValueError
# breaks: refuses; help: other_error

import mmap
import os


def peek(path, offset, length):
    assert 0 <= offset <= offset + length <= os.path.getsize(path)
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            return pages[skip:]
