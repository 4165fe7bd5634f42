# a class, and in the same cell a trial that leaves a folder, a descriptor and mappings of its own

import mmap
import os
import tempfile


class FileStore:
    def __init__(self, path, size):
        self.fd = os.open(path, os.O_CREAT | os.O_RDWR)
        os.ftruncate(self.fd, size)
        self.mapping = mmap.mmap(self.fd, size)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.mapping.flush()
        self.mapping.close()
        os.close(self.fd)
        return False

    def put(self, data):
        self.mapping.seek(0)
        self.mapping.write(data)


def store(path, data):
    with FileStore(path, len(data)) as target:
        target.put(data)


if __name__ == "__main__":
    trial = os.path.join(tempfile.mkdtemp(), "trial")
    store(trial, b"hello")
    file = open(trial, "r+b")
    mapping = mmap.mmap(file.fileno(), 0)
    memory = mmap.mmap(-1, 4096)
    assert mapping[:] == b"hello"
    print("demo ok")
