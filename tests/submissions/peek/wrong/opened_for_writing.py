# r+b on a read-only file
# breaks: ended; help: opened_for_writing

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), skip + length, offset=offset - skip) as pages:
            return pages[skip:]
