# the file is closed and the mapping taken for gone
# breaks: released; help: mapping_left

import mmap

mappings = []


def store(path, data):
    file = open(path, "w+b")
    file.truncate(len(data))
    mapping = mmap.mmap(file.fileno(), len(data))
    mappings.append(mapping)
    mapping[:] = data
    file.close()
    del mapping
