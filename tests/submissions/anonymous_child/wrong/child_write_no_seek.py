# the child writes from the end on
# breaks: children_end; help: file_position
import mmap
import os


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size)
    mm.write(bytes(size))
    pid = os.fork()
    if pid == 0:
        mm.write(produce())
        os._exit(0)
    os.waitpid(pid, 0)
    mm.seek(0)
    out = mm.read(size)
    mm.close()
    return out
