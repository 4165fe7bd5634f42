# the child maps one byte and resizes the mapping to the whole file
import mmap
import os


def child_writes(path, produce):
    n = os.path.getsize(path)
    f = os.open(path, os.O_RDWR)
    pid = os.fork()
    if pid == 0:
        try:
            m = mmap.mmap(f, 1)
            m.resize(n)
            m[0:n] = produce()
            m.close()
        finally:
            os._exit(0)
    os.wait()
    m = mmap.mmap(f, n, prot=mmap.PROT_READ)
    data = m.read(n)
    m.close()
    os.close(f)
    return data
