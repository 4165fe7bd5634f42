# opened with wb
# breaks: ended; help: open_mode

import mmap


def store(path, data):
    with open(path, "wb") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
