# the child's threads store halves
import mmap
import os
import threading


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            try:
                data = produce()
                middle = len(data) // 2

                def store(a, b):
                    memory[a:b] = data[a:b]

                team = [threading.Thread(target=store, args=s) for s in ((0, middle), (middle, len(data)))]
                for t in team:
                    t.start()
                for t in team:
                    t.join()
                memory.flush()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        return memory.read()
