# concurrent.futures; the result of the task is only that it is done
import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

MEMORY = None


def fill(produce):
    for index, byte in enumerate(produce()):
        MEMORY[index] = byte


def zero_device(size, produce):
    global MEMORY
    with open("/dev/zero", "r+b") as device:
        MEMORY = mmap.mmap(device.fileno(), size)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        pool.submit(fill, produce).result()
    data = MEMORY[:]
    MEMORY.close()
    return data
