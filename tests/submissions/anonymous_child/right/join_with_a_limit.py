# join with a limit of 5 s, checked
import mmap
import multiprocessing


def fill(memory, produce):
    memory[:] = produce()


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    child = multiprocessing.get_context("fork").Process(target=fill, args=(memory, produce))
    child.start()
    child.join(timeout=5)
    if child.exitcode is None:
        child.kill()
        raise TimeoutError
    result = memory[:]
    memory.close()
    return result
