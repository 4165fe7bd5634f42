# ACCESS_COPY with flush: no error, nothing saved
# breaks: shared_mapping; help: private_file_mapping

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data), access=mmap.ACCESS_COPY) as mapping:
            mapping[:] = data
            mapping.flush()
