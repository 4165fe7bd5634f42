# an Event with a limit, not looked at
# breaks: right_bytes; help: no_wait
import mmap
import multiprocessing
import os

context = multiprocessing.get_context("fork")


def work(path, produce, event):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[:] = produce()
    event.set()


def child_writes(path, produce):
    event = context.Event()
    child = context.Process(target=work, args=(path, produce, event))
    child.start()
    event.wait(0.1)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        data = memory[:]
    child.join()
    return data
