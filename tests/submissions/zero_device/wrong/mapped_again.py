# the parent maps the device again, to read
# breaks: right_bytes; help: mapped_twice
import mmap
import os


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as f:
        with mmap.mmap(f.fileno(), size) as m:
            pid = os.fork()
            if pid == 0:
                m[:] = produce()
                os._exit(0)
            os.waitpid(pid, 0)
        with mmap.mmap(f.fileno(), size, access=mmap.ACCESS_READ) as m:
            return m[:]
