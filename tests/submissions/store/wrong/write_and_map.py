# written by write, and mapped for show
# breaks: nothing_written; help: written

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.write(data)
        file.flush()
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping.flush()
