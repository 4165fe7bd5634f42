# the token is given before the last byte is stored
# breaks: right_bytes; help: no_wait
import mmap, os


def anonymous_child(size, produce):
    r, w = os.pipe()
    with mmap.mmap(-1, size) as m:
        pid = os.fork()
        if pid == 0:
            try:
                d = produce()
                m[:-1] = d[:-1]
                os.write(w, b"1")
                m[-1] = d[-1]
            finally:
                os._exit(0)
        os.read(r, 1)
        d = m[:]
        os.waitpid(pid, 0)
        os.close(r)
        os.close(w)
        return d
