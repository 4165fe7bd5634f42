# the child sends the bytes through a pipe
# breaks: no_other_way; help: other_way

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready, done = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ready)
        with os.fdopen(done, "wb") as out:
            out.write(produce())
        os._exit(0)
    os.close(done)
    with os.fdopen(ready, "rb") as file:
        data = file.read()
    os.waitpid(pid, 0)
    memory.close()
    return data
