# a bytearray of the mapping is changed
# breaks: holds_data; help: changed_a_copy

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            memory = bytearray(mapping)
            memory[:] = data
