# assigns to the name
# breaks: holds_data; help: changed_a_copy

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        mapping = mmap.mmap(file.fileno(), len(data))
        mapping = data
