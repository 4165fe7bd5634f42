# the bytes reach the parent through a pipe, and the file beside it
# breaks: no_other_way; help: other_way

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            memory[:] = data = produce()
            with open(writing, "wb") as out:
                out.write(data)
            os._exit(0)
        os.close(writing)
        with open(reading, "rb") as into:
            data = into.read()
        os.waitpid(pid, 0)
        return data
