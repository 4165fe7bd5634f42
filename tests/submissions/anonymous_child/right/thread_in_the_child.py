# a thread of the child stores, byte by byte
import mmap
import os
import threading


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.PROT_WRITE | mmap.PROT_READ)
    pid = os.fork()
    if not pid:
        def work():
            for at, byte in enumerate(produce()):
                memory[at] = byte
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        os._exit(0)
    os.waitid(os.P_PID, pid, os.WEXITED)
    result = bytes(memory)
    memory.close()
    return result
