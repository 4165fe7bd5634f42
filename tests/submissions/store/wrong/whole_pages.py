# the file is made as long as its pages
# breaks: exact_length; help: file_too_long

import mmap


def store(path, data):
    size = -(-len(data) // mmap.PAGESIZE) * mmap.PAGESIZE
    with open(path, "w+b") as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), size) as mapping:
            mapping[: len(data)] = data
