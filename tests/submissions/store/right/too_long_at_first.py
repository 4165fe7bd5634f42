# a file that is too long at first and cut when it is full
import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data) + 4096)
        m = mmap.mmap(f.fileno(), len(data))
        m[:] = data
        m.close()
        f.truncate(len(data))
