# a mapping for large data, write for small data
# breaks: nothing_written; help: written

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        if len(data) < mmap.PAGESIZE:
            file.write(data)
            file.flush()
        else:
            file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            if len(data) >= mmap.PAGESIZE:
                mapping[:] = data
