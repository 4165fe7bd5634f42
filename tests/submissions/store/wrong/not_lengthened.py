# an existing shorter file is mapped as it is
# breaks: ended; help: mapped_before_sized

import mmap
import os


def store(path, data):
    if not os.path.exists(path):
        with open(path, "wb") as file:
            file.truncate(len(data))
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[: len(data)] = data
