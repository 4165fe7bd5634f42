# lets mmap.mmap refuse a window that is too long; memoryview; byte by byte when small

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0:
        raise ValueError("negative")
    with open(path, "rb") as file:
        if length == 0:
            if offset > os.fstat(file.fileno()).st_size:
                raise ValueError("past the end")
            return b""
        skip = offset % mmap.PAGESIZE
        with mmap.mmap(file.fileno(), skip + length, offset=offset - skip, access=mmap.ACCESS_READ) as pages:
            if length < 100:
                return bytes(pages[skip + index] for index in range(length))
            with memoryview(pages) as view:
                return bytes(view[skip : skip + length])
