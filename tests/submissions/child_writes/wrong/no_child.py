# the parent calls produce itself
# breaks: ended; help: parent_called

import mmap


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[:] = produce()
        return memory[:]
