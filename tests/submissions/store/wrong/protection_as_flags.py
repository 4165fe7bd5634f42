# a protection in the place of flags: PROT_WRITE is MAP_PRIVATE there
# breaks: shared_mapping; help: private_file_mapping

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        mapping = mmap.mmap(file.fileno(), len(data), mmap.PROT_WRITE)
        mapping[:] = data
        mapping.close()
