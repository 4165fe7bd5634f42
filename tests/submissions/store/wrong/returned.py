# the mapping is returned to the caller
# breaks: released; help: mapping_left

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        mapping = mmap.mmap(file.fileno(), len(data))
    mapping[:] = data
    return mapping
