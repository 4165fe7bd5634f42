# the child says over a Unix socket that it is done
import mmap
import os
from multiprocessing.connection import Client, Listener


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory, Listener(family="AF_UNIX") as listener:
        child = os.fork()
        if child == 0:
            try:
                memory[:] = produce()
                with Client(listener.address) as line:
                    line.send(True)
            finally:
                os._exit(0)
        with listener.accept() as line:
            line.recv()
        os.waitpid(child, 0)
        return memory[:]
