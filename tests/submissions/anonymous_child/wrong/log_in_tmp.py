# keeps a log in /tmp, which stays there
# breaks: ended; help: outside_its_folder
import mmap
import os


def anonymous_child(size, produce):
    with open("/tmp/anonymous_child.log", "a") as log, mmap.mmap(-1, size) as memory:
        print("mapped", size, file=log)
        child = os.fork()
        if child == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(child, 0)
        return memory[:]
