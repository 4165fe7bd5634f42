# O_TMPFILE, filled, then linked; the reader waits for the name
import contextlib
import mmap
import os
import time


def writer(path, records):
    path = os.fspath(path)
    folder = os.path.dirname(path)
    size = 1 + sum(len(r) + 1 for r in records)
    fd = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o644)
    try:
        os.ftruncate(fd, size)
        with mmap.mmap(fd, size) as memory:
            memory[:] = bytes([len(records)]) + b"".join(bytes([len(r)]) + r for r in records)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        os.link(f"/proc/self/fd/{fd}", path, src_dir_fd=0, follow_symlinks=True)
    finally:
        os.close(fd)


def reader(path, count):
    while True:
        try:
            file = open(path, "rb")
        except FileNotFoundError:
            time.sleep(0.003)
            continue
        with file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
            if memory.read_byte() >= count:
                return [memory.read(memory.read_byte()) for _ in range(count)]
        time.sleep(0.003)
