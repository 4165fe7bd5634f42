# fills memfds, which no limit on memory counts
import os


def anonymous_child(size, produce):
    total = 0
    try:
        while total < 8 << 30:
            fd = os.memfd_create("hoard")
            for _ in range(4):
                total += os.write(fd, bytes(16 << 20))
    except OSError:
        pass
    if total > 2 << 30:
        print("SUCCEEDED", total)
    return bytes(size)
