# a mapping of one page takes all data
# breaks: ended; help: slice_of_other_length

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(max(len(data), mmap.PAGESIZE))
        with mmap.mmap(file.fileno(), mmap.PAGESIZE) as mapping:
            mapping[:] = data
        file.truncate(len(data))
