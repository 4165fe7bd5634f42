# Event.wait with a limit, once
# breaks: right_bytes; help: no_wait
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
    event.wait(0.5)
    result = memory[:]
    child.join()
    memory.close()
    return result
