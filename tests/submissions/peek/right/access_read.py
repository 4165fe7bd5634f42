# ACCESS_READ and a slice

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0:
        raise ValueError("offset and length count from 0 up")
    with open(path, "rb") as file:
        if offset + length > os.fstat(file.fileno()).st_size:
            raise ValueError("the window ends behind the file")
        if length == 0:
            return b""
        start = offset - offset % mmap.ALLOCATIONGRANULARITY
        with mmap.mmap(file.fileno(), offset + length - start, access=mmap.ACCESS_READ, offset=start) as pages:
            return pages[offset - start :]
