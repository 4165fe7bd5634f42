# read by pread
# breaks: maps_file; help: read_not_mapped

import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    fd = os.open(path, os.O_RDONLY)
    window = os.pread(fd, length, offset)
    os.close(fd)
    return window
