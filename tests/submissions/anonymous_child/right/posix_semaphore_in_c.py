# a semaphore of the C library inside the mapping
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, 64 + size)
    semaphore = ctypes.c_char.from_buffer(memory)
    libc.sem_init(ctypes.byref(semaphore), 1, 0)
    pid = os.fork()
    if pid == 0:
        memory[64:] = produce()
        libc.sem_post(ctypes.byref(semaphore))
        os._exit(0)
    libc.sem_wait(ctypes.byref(semaphore))
    result = memory[64:]
    os.waitpid(pid, 0)
    del semaphore
    memory.close()
    return result
