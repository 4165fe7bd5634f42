# one half goes through the mapping, the other through a pipe
# breaks: no_other_way; help: other_way

import mmap
import os


def child_writes(path, produce):
    r, w = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        half = len(memory) // 2
        pid = os.fork()
        if pid == 0:
            data = produce()
            memory[:half] = data[:half]
            os.close(r)
            os.write(w, data[half:])
            os._exit(0)
        os.close(w)
        got = b""
        while piece := os.read(r, 65536):
            got += piece
        os.close(r)
        os.waitpid(pid, 0)
        memory[half:] = got
        return memory[:]
