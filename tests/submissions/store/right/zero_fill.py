# sized by writing zeros, then mapped; bytes one by one at small sizes

import mmap


def store(path, data):
    with open(path, "wb") as file:
        file.write(b"\0" * len(data))
    with open(path, "r+b") as file:
        mapping = mmap.mmap(file.fileno(), len(data))
        if len(data) < 10_000:
            for index, byte in enumerate(data):
                mapping[index] = byte
        else:
            mapping.seek(0)
            mapping.write(data)
        del mapping
