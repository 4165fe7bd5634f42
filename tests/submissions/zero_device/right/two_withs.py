# a file object, access=, and a process of multiprocessing
import mmap
import multiprocessing


def fill(memory, produce):
    memory.seek(0)
    memory.write(produce())


def zero_device(size, produce):
    context = multiprocessing.get_context("fork")
    with open("/dev/zero", "r+b", buffering=0) as device:
        with mmap.mmap(device.fileno(), size, access=mmap.ACCESS_WRITE) as memory:
            child = context.Process(target=fill, args=(memory, produce))
            child.start()
            child.join()
            child.close()
            return memory.read(size)
