# a lock of one byte by fcntl(2) itself
import fcntl
import mmap
import os
import struct
import tempfile


class RecordLock:
    def __init__(self, fd, start):
        self.fd, self.start = fd, start

    def __enter__(self):
        fcntl.fcntl(self.fd, fcntl.F_SETLKW, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, self.start, 1, 0))

    def __exit__(self, *_):
        fcntl.fcntl(self.fd, fcntl.F_SETLK, struct.pack("hhqqi4x", fcntl.F_UNLCK, 0, self.start, 1, 0))


def count_together(workers, rounds, draw):
    with tempfile.TemporaryFile() as f, mmap.mmap(-1, 8) as m:
        lock = RecordLock(f.fileno(), 0)
        for _ in range(workers):
            if os.fork() == 0:
                try:
                    for _ in range(rounds):
                        n = draw()
                        with lock:
                            struct.pack_into("q", m, 0, struct.unpack_from("q", m)[0] + n)
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        return struct.unpack_from("q", m)[0]
