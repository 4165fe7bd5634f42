# the offset as it comes
# breaks: ended; help: offset_not_on_a_page

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), length, access=mmap.ACCESS_READ, offset=offset) as pages:
            return pages[:]
