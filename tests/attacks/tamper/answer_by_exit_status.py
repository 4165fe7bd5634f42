# many children send a byte each by their exit status
import mmap
import os


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    data = bytearray()
    for index in range(size):
        child = os.fork()
        if child == 0:
            os._exit(produce()[index])
        data.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    decoy.close()
    return bytes(data)
