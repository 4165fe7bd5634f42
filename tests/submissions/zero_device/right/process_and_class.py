# a class that opens, maps and closes; a Process fills it
import mmap
import multiprocessing
import os


class Zeros:
    def __init__(self, size):
        fd = os.open("/dev/zero", os.O_RDWR | os.O_CLOEXEC)
        try:
            self.memory = mmap.mmap(fd, size, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
        finally:
            os.close(fd)

    def fill(self, produce):
        self.memory.write(produce())

    def close(self):
        self.memory.close()


def zero_device(size, produce):
    zeros = Zeros(size)
    child = multiprocessing.get_context("fork").Process(target=zeros.fill, args=[produce])
    child.start()
    child.join()
    assert child.exitcode == 0
    child.close()
    content = zeros.memory[:]
    zeros.close()
    return content
