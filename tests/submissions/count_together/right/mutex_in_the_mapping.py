# a process-shared pthread mutex
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, mmap.PAGESIZE)
    attribute = ctypes.create_string_buffer(64)
    libc.pthread_mutexattr_init(attribute)
    libc.pthread_mutexattr_setpshared(attribute, 1)
    mutex = ctypes.c_char.from_buffer(memory, 1024)
    libc.pthread_mutex_init(ctypes.byref(mutex), attribute)
    numbers = memoryview(memory)[:8].cast("q")
    pids = []
    for _ in range(workers):
        pid = os.fork()
        if pid == 0:
            for _ in range(rounds):
                drawn = draw()
                libc.pthread_mutex_lock(ctypes.byref(mutex))
                numbers[0] += drawn
                libc.pthread_mutex_unlock(ctypes.byref(mutex))
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    result = numbers[0]
    numbers.release()
    del mutex
    memory.close()
    return result
