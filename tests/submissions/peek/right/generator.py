# a generator of single bytes
import mmap, os

P = mmap.ALLOCATIONGRANULARITY


def check(path, offset, length):
    if min(offset, length) < 0 or offset + length > os.path.getsize(path):
        raise ValueError("outside")


def peek(path, offset, length):
    check(path, offset, length)

    def each():
        if length == 0:
            return
        fd = os.open(path, os.O_RDONLY)
        skip = offset % P
        m = mmap.mmap(fd, length + skip, mmap.MAP_SHARED, mmap.PROT_READ, offset=offset - skip)
        os.close(fd)
        with m:
            for i in range(length):
                yield m[skip + i]

    return bytes(each())
