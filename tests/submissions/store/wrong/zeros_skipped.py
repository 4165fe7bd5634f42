# does not store zeros, where an old file has other bytes
# breaks: holds_data; help: other_bytes
import mmap, os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    os.ftruncate(fd, len(data))
    with mmap.mmap(fd, len(data)) as m:
        for i in range(0, len(data), 16):
            part = data[i : i + 16]
            if any(part):
                m[i : i + len(part)] = part
    os.close(fd)
