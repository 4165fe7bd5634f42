# a flag byte behind the bytes: the file grows by one
# breaks: file_holds; help: file_resized

import mmap
import os
import time


def child_writes(path, produce):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        file.truncate(size + 1)
        memory = mmap.mmap(file.fileno(), size + 1)
    pid = os.fork()
    if pid == 0:
        memory[:size] = produce()
        memory[size] = 1
        os._exit(0)
    while memory[size] == 0:
        time.sleep(0.001)
    data = memory[:size]
    memory.close()
    os.waitpid(pid, 0)
    return data
