# bytes that are taken for text
# breaks: right_bytes; help: other_bytes
import mmap
import os


def anonymous_child(size, produce):
    """Copy as text."""
    with mmap.mmap(-1, size) as m:
        pid = os.fork()
        if pid == 0:
            m[:] = produce().decode("utf-8", "replace").encode("utf-8")[:size]
            os._exit(0)
        os.waitpid(pid, 0)
        return m[:]
