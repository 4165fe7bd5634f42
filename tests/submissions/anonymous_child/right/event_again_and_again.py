# Event.wait with a limit, in a loop
import mmap
import multiprocessing


def fill(memory, produce, event):
    memory[:] = produce()
    event.set()


def anonymous_child(size, produce):
    context = multiprocessing.get_context("fork")
    memory = mmap.mmap(-1, size)
    event = context.Event()
    child = context.Process(target=fill, args=(memory, produce, event))
    child.start()
    while not event.wait(0.2):
        pass
    result = memory[:]
    child.join()
    memory.close()
    return result
