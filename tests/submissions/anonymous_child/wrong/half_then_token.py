# the second half comes after the token
# breaks: right_bytes; help: no_wait
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        r, w = os.pipe()
        pid = os.fork()
        if pid == 0:
            data = produce()
            half = size // 2
            memory[:half] = data[:half]
            os.write(w, b"1")
            memory[half:] = data[half:]
            os._exit(0)
        os.read(r, 1)
        result = memory[:]
        os.close(r)
        os.close(w)
        os.waitpid(pid, 0)
        return result
