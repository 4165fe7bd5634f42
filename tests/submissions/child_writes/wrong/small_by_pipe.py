# up to a page goes through a pipe
# breaks: no_other_way; help: other_way

import mmap
import os


def child_writes(path, produce):
    r, w = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            data = produce()
            if len(data) <= 4096:
                os.write(w, data)
            memory[:] = data
            os._exit(0)
        os.close(w)
        got = b""
        while piece := os.read(r, 65536):
            got += piece
        os.close(r)
        os.waitpid(pid, 0)
        return got or memory[:]
