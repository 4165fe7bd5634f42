# madvise, populate, and a done page of its own
import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(-1, 1) as done:
        flags = mmap.MAP_SHARED | mmap.MAP_POPULATE
        with mmap.mmap(file.fileno(), 0, flags=flags) as memory:
            memory.madvise(mmap.MADV_SEQUENTIAL)
            pid = os.fork()
            if pid == 0:
                memory[:] = produce()
                done[0] = 255
                os._exit(0)
            while done[0] != 255:
                time.sleep(0.002)
            answer = memory[:]
            os.waitpid(pid, 0)
            return answer
