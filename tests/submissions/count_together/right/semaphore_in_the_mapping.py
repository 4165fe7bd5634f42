# sem_init in the mapping, by ctypes
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 128)
    sem = ctypes.c_char.from_buffer(memory)
    total = ctypes.c_int64.from_buffer(memory, 64)
    libc.sem_init(ctypes.byref(sem), 1, 1)
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                x = draw()
                libc.sem_wait(ctypes.byref(sem))
                total.value += x
                libc.sem_post(ctypes.byref(sem))
            os._exit(0)
    for _ in range(workers):
        os.wait()
    result = total.value
    del sem, total
    memory.close()
    return result
