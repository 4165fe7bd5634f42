# closing another descriptor of the file gives the lock up
# breaks: right_total; help: lock_too_small
import fcntl
import mmap
import os
import tempfile


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as m, tempfile.NamedTemporaryFile() as lock:
        for _ in range(workers):
            if os.fork() == 0:
                with open(lock.name, "r+b") as mine:
                    for _ in range(rounds):
                        n = draw()
                        fcntl.lockf(mine, fcntl.LOCK_EX)
                        with open(lock.name, "rb") as f:  # is it there still?
                            f.read(1)
                        m[:] = (int.from_bytes(m[:], "big") + n).to_bytes(8, "big")
                        fcntl.lockf(mine, fcntl.LOCK_UN)
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(m[:], "big")
