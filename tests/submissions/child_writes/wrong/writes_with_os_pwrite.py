# child pwrite, parent mapped
# breaks: no_other_way; help: file_not_mapped
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            os.pwrite(file.fileno(), produce(), 0)
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
