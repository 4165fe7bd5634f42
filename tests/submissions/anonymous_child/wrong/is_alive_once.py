# reads, and then looks whether the child is still there
# breaks: right_bytes; help: no_wait
import mmap
from multiprocessing import Process


def work(m, produce):
    m[:] = produce()


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as m:
        p = Process(target=work, args=(m, produce))
        p.start()
        data = b""
        while p.is_alive():
            data = m[:]
        p.join()
        p.close()
        return data
