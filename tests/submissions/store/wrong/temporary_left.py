# a temporary file stays beside the named one
# breaks: nothing_left; help: file_left

import mmap
import os


def store(path, data):
    draft = str(path) + ".tmp"
    with open(draft, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
    if os.path.exists(path):
        os.remove(path)
    os.link(draft, path)
