# opened with rb for the mapping
# breaks: ended; help: open_mode

import mmap
import os


def store(path, data):
    with open(path, "wb"):
        os.truncate(path, len(data))
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
