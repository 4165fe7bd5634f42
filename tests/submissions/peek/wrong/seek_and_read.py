# read by a file object
# breaks: maps_file; help: read_not_mapped

import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    with open(path, "rb") as file:
        file.seek(offset)
        return file.read(length)
