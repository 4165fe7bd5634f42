# a token through a pipe says that the data is there

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready, done = os.pipe()
    pid = os.fork()
    if pid == 0:
        memory.write(produce())
        os.write(done, b"!")
        os._exit(0)
    os.close(done)
    assert os.read(ready, 1) == b"!"
    os.close(ready)
    data = memory[:]
    os.waitpid(pid, 0)
    memory.close()
    return data
