# gives the mapping to an executor, as an argument of a task
# breaks: ended; help: not_picklable
import mmap
from concurrent.futures import ProcessPoolExecutor
import multiprocessing as mp
def work(m, produce):
    m[:] = produce()
def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as m, ProcessPoolExecutor(1, mp.get_context("fork")) as pool:
        pool.submit(work, m, produce).result()
        return m[:]
