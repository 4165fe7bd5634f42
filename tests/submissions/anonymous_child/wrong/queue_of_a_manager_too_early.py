# a queue of a manager's tells that the child has begun, not that it has stored
# breaks: right_bytes; help: no_wait
import mmap
import multiprocessing


def anonymous_child(size, produce):
    context = multiprocessing.get_context("fork")
    with context.Manager() as manager, mmap.mmap(-1, size) as memory:
        begun = manager.Queue()

        def store():
            begun.put(True)
            memory[:] = produce()

        child = context.Process(target=store)
        child.start()
        begun.get()
        result = memory[:]
        child.join()
        return result
