# join(timeout)
# breaks: right_bytes; help: no_wait
import mmap
import multiprocessing


def fill(memory, produce):
    memory[:] = produce()


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    child = multiprocessing.get_context("fork").Process(target=fill, args=(memory, produce))
    child.start()
    child.join(0.5)
    result = memory[:]
    child.join()
    memory.close()
    return result
