# args is no tuple, and the Process prints an error
# breaks: child_produces; help: child_raised
import mmap
import multiprocessing as mp


def work(mm, produce):
    mm[:] = produce()


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size)
    p = mp.get_context("fork").Process(target=work, args=(mm))
    p.start()
    p.join()
    return mm[:]
