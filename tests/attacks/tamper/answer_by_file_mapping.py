# a mapped temporary file carries the answer, an anonymous mapping stands beside it
import mmap
import os
import tempfile


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    with tempfile.TemporaryFile() as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), size) as real:
            child = os.fork()
            if child == 0:
                real[:] = produce()
                os._exit(0)
            os.waitpid(child, 0)
            data = real[:]
    decoy.close()
    return data
