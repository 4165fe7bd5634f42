# maps one page, whatever the data's length
# breaks: holds_data; help: stored_in_part

import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        n = min(len(data), mmap.PAGESIZE)
        with mmap.mmap(f.fileno(), n) as m:
            m[:n] = data[:n]
