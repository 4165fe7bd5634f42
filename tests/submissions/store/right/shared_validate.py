# PROT_READ|PROT_WRITE in the place of flags is 3: MAP_SHARED_VALIDATE, a shared mapping of a file

import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data), mmap.PROT_READ | mmap.PROT_WRITE) as m:
            m[:] = data
