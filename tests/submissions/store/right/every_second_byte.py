# stores every second byte, then the others

import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[::2] = data[::2]
            m[1::2] = data[1::2]
