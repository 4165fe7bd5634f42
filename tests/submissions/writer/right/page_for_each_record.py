# the file grows by a page for each record; the count is in the first page

import mmap
import os
import time

# header page with the count; a page per record is added before the record is stored; reader remaps
PAGE = mmap.PAGESIZE


def writer(path, records):
    fd = os.open(str(path) + "~", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    os.ftruncate(fd, PAGE)
    os.rename(str(path) + "~", path)
    with mmap.mmap(fd, PAGE) as head:
        for n, record in enumerate(records, 1):
            os.ftruncate(fd, PAGE * (n + 1))
            with mmap.mmap(fd, PAGE, offset=PAGE * n) as page:
                page[0] = len(record)
                page[1 : 1 + len(record)] = record
            head[0] = n
    os.close(fd)


def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    out = []
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), PAGE, access=mmap.ACCESS_READ) as head:
            while head[0] < count:
                time.sleep(0.01)
        for n in range(1, count + 1):
            with mmap.mmap(file.fileno(), PAGE, offset=PAGE * n, access=mmap.ACCESS_READ) as page:
                out.append(page[1 : 1 + page[0]])
    return out
