# opens r+b, so the file has to be there
# breaks: ended; help: not_made

import mmap


def store(path, data):
    with open(path, "r+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data
