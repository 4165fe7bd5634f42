# lets mmap find the end, and turns its error
import mmap, os

P = mmap.ALLOCATIONGRANULARITY


def peek(path, offset, length):
    if offset < 0 or length < 0:
        raise ValueError
    with open(path, "rb") as f:
        f.seek(0, os.SEEK_END)
        if offset > f.tell():
            raise ValueError
        if not length:
            return b""
        start = offset - offset % P
        try:
            m = mmap.mmap(
                f.fileno(), length + offset - start, access=mmap.ACCESS_READ, offset=start
            )
        except (ValueError, OSError) as e:
            raise ValueError("past the end") from e
        with m:
            return m[offset - start :]
