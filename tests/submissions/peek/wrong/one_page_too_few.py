# leaves out a page of which the window has its first byte alone
# breaks: right_bytes; help: counted_from_elsewhere
import mmap
import os

def pages_of(fd, first, last, size):
    for number in range(first, last + 1):
        start = number * mmap.PAGESIZE
        length = min(mmap.PAGESIZE, size - start)
        with mmap.mmap(fd, length, mmap.MAP_SHARED, mmap.PROT_READ, offset=start) as page:
            yield (start, page[:])

def peek(path, offset, length):
    with open(path, 'rb', buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if offset < 0 or length < 0 or offset + length > size:
            raise ValueError('no such window')
        window = b''
        if length:
            end = offset + length
            for start, page in pages_of(file.fileno(), offset // mmap.PAGESIZE, (end - 2) // mmap.PAGESIZE, size):
                window += page[max(0, offset - start):end - start]
        return window
