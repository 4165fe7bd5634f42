# multiprocessing.RawArray
# breaks: shared_anonymous; help: file_in_its_place
import multiprocessing


def fill(array, produce):
    array[:] = produce()


def anonymous_child(size, produce):
    context = multiprocessing.get_context("fork")
    array = context.RawArray("B", size)
    child = context.Process(target=fill, args=(array, produce))
    child.start()
    child.join()
    return bytes(array)
