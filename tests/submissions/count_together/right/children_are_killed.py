# children say that they are done and are ended by a signal
import mmap
import os
import signal
import time


def count_together(workers, rounds, draw):
    m = mmap.mmap(-1, 16 * workers)
    cells = memoryview(m).cast("q")
    pids = []
    for k in range(workers):
        pid = os.fork()
        if pid == 0:
            try:
                for _ in range(rounds):
                    cells[2 * k] += draw()
                cells[2 * k + 1] = 1
                while True:
                    time.sleep(1)
            finally:
                os._exit(0)
        pids.append(pid)
    while not all(cells[1::2]):
        time.sleep(0.001)
    total = sum(cells[::2])
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    cells.release()
    m.close()
    return total
