# maps one page, however long the window is
# breaks: right_bytes; help: counted_from_elsewhere
import mmap, os

P = mmap.ALLOCATIONGRANULARITY


def check(path, offset, length):
    if min(offset, length) < 0 or offset + length > os.path.getsize(path):
        raise ValueError("outside")


def peek(path, offset, length):
    check(path, offset, length)
    if not length:
        return b""
    d = offset % P
    with (
        open(path, "rb") as f,
        mmap.mmap(f.fileno(), min(P, d + length), access=mmap.ACCESS_READ, offset=offset - d) as m,
    ):
        return m[d : d + length]
