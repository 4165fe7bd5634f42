# a temporary file with the zeros of the device is mapped in its place
# breaks: shared_device; help: file_in_its_place
import mmap
import os
import tempfile


def zero_device(size, produce):
    with tempfile.TemporaryFile() as file:
        with open("/dev/zero", "rb") as device:
            file.write(device.read(size))
        file.flush()
        with mmap.mmap(file.fileno(), size) as memory:
            child = os.fork()
            if child == 0:
                try:
                    memory[:] = produce()
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            return memory[:]
