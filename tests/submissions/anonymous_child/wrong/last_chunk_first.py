# stores from the end to the beginning, and spins until the first byte is there: it may be a zero
# breaks: ended; help: byte_for_a_flag

import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        child = os.fork()
        if not child:
            data = produce()
            for at in range(size - size % 512, -1, -512):
                memory[at : at + 512] = data[at : at + 512]
            os._exit(0)
        while not memory[0]:
            pass
        result = bytes(memory)
        os.waitpid(child, 0)
        return result
