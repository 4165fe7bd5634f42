# a file is the lock, but looking for it and making it are two steps
# breaks: right_total; help: spin_flag
import mmap
import os
import tempfile
import time


def count_together(workers, rounds, draw):
    with tempfile.TemporaryDirectory() as d, mmap.mmap(-1, 8) as m:
        path = os.path.join(d, "lock")
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    n = draw()
                    while os.path.exists(path):
                        time.sleep(0.0001)
                    open(path, "w").close()
                    m[:] = (int.from_bytes(m[:], "big") + n).to_bytes(8, "big")
                    try:
                        os.unlink(path)
                    except FileNotFoundError:
                        pass
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(m[:], "big")
