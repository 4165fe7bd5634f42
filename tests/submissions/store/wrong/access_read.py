# stores into a mapping made with ACCESS_READ
# breaks: ended; help: stored_to_read_only

import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data), access=mmap.ACCESS_READ) as m:
            m[:] = data
