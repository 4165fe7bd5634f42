# the token is sent before the bytes are there
# breaks: right_bytes; help: no_wait

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.write(writing, b"!")
            memory[:] = produce()
            os._exit(0)
        os.read(reading, 1)
        data = memory[:]
        os.close(reading)
        os.close(writing)
        os.waitpid(pid, 0)
        return data
