# the bytes come by a list of a manager's, and the parent stores them
# breaks: no_other_way; help: other_way
import mmap
import multiprocessing


def anonymous_child(size, produce):
    context = multiprocessing.get_context("fork")
    with mmap.mmap(-1, size) as memory, context.Manager() as manager:
        box = manager.list()
        child = context.Process(target=lambda: box.append(produce()))
        child.start()
        child.join()
        memory[:] = box[0]
        return memory[:]
