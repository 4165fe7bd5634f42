# sized by a byte at len(data), not before it
# breaks: exact_length; help: file_too_long

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.seek(len(data))
        file.write(b"\0")
        file.flush()
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
