# a child looks, and hands the bytes over in an anonymous mapping

import mmap, os


def peek(path, offset, length):
    size = os.path.getsize(path)
    if offset < 0 or length < 0 or offset + length > size:
        raise ValueError
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with mmap.mmap(-1, length) as out:
        pid = os.fork()
        if pid == 0:
            try:
                with (
                    open(path, "rb") as f,
                    mmap.mmap(
                        f.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip
                    ) as m,
                ):
                    out[:] = m[skip:]
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        return out[:]
