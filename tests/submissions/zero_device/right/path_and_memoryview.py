# pathlib, a memoryview, and os.wait
import mmap
import os
from pathlib import Path


class Device:
    def __init__(self, size):
        with Path("/dev/zero").open("r+b") as device:
            self.memory = mmap.mmap(device.fileno(), size)

    def run(self, work):
        if os.fork() == 0:
            try:
                with memoryview(self.memory) as view:
                    view[:] = work()
            except BaseException:
                os._exit(1)
            os._exit(0)
        _, status = os.wait()
        if status:
            raise ChildProcessError(status)

    def take(self):
        data = self.memory[:]
        self.memory.close()
        return data


def zero_device(size, produce):
    device = Device(size)
    device.run(produce)
    return device.take()
