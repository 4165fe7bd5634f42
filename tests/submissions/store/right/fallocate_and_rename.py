# a new file by posix_fallocate, renamed over the old one

import mmap
import os
import tempfile


def store(path, data):
    fd, name = tempfile.mkstemp(dir=os.path.dirname(os.fspath(path)))
    try:
        os.posix_fallocate(fd, 0, len(data))
        with mmap.mmap(fd, len(data)) as mapping:
            mapping[: len(data)] = data
    finally:
        os.close(fd)
    os.replace(name, path)
