# read from the place where the clearing has ended
# breaks: right_bytes; help: file_position
import mmap
import os


def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    m.write(bytes(size))  # clear
    pid = os.fork()
    if pid == 0:
        m.seek(0)
        m.write(produce())
        os._exit(0)
    os.waitpid(pid, 0)
    with m:
        return m.read(size)
