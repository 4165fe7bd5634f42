# the lock's file is removed and made again
# breaks: right_total; help: lock_removed
import fcntl
import mmap
import os
import tempfile


def count_together(workers, rounds, draw):
    """Make the lock's file anew for each update."""
    m = mmap.mmap(-1, 8)
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "lock")
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    n = draw()
                    with open(path, "w") as f:
                        fcntl.flock(f, fcntl.LOCK_EX)
                        m[:] = (int.from_bytes(m[:]) + n).to_bytes(8)
                        try:
                            os.unlink(path)
                        except FileNotFoundError:
                            pass
                os._exit(0)
        for _ in range(workers):
            os.wait()
    return int.from_bytes(m[:])
