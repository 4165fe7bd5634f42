# a pool's task is a function inside the function
# breaks: ended; help: not_picklable
import mmap
import multiprocessing as mp
def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as m, mp.get_context("fork").Pool(1) as pool:
        def work():
            m[:] = produce()
        pool.apply(work)
        return m[:]
