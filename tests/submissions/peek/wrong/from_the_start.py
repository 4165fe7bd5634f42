# mapped from the start of the file to the end of the window
# breaks: few_pages; help: too_many_pages

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), offset + length, access=mmap.ACCESS_READ) as pages:
            pages.seek(offset)
            return pages.read()
