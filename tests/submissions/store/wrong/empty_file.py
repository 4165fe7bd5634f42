# mapped while empty
# breaks: ended; help: mapped_before_sized

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        with mmap.mmap(file.fileno(), 0) as mapping:
            mapping[:] = data
