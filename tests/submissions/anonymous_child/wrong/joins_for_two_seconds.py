# waits two seconds for the child, and does not look whether it has ended
# breaks: right_bytes; help: no_wait
import mmap
import multiprocessing


def fill(shared, produce):
    shared[:] = produce()


def anonymous_child(size, produce):
    shared = mmap.mmap(-1, size)
    child = multiprocessing.get_context("fork").Process(target=fill, args=(shared, produce))
    child.start()
    child.join(2)
    data = shared[:]
    child.join()
    child.close()
    shared.close()
    return data
