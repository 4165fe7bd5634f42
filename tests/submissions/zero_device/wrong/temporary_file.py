# a temporary file in the device's place
# breaks: shared_device; help: file_in_its_place
import mmap
import os
import tempfile


def zero_device(size, produce):
    with tempfile.TemporaryFile() as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), size) as memory:
            pid = os.fork()
            if pid == 0:
                memory[:] = produce()
                os._exit(0)
            os.waitpid(pid, 0)
            return memory[:]
