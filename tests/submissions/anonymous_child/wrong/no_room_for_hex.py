# two digits for each byte have no room in the mapping; the error in the child is hidden
# breaks: ended; help: copied_slice
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        child = os.fork()
        if child == 0:
            try:
                digits = produce().hex().encode()
                memory[: len(digits)] = digits
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return bytes.fromhex(memory[:].decode())
