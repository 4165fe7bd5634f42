# MAP_PRIVATE: the file keeps its zeros
# breaks: holds_data; help: private_file_mapping

import mmap
import os


def store(path, data):
    with open(path, "w+b") as file:
        os.ftruncate(file.fileno(), len(data))
        with mmap.mmap(file.fileno(), len(data), flags=mmap.MAP_PRIVATE) as mapping:
            mapping[:] = data
