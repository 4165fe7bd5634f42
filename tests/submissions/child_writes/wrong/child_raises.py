# an error in the child goes on into the caller
# breaks: children_end; help: taken_for_text
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce().decode()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
