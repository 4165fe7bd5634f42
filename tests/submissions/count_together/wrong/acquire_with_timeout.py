# goes on without the lock when it was not there in time
# breaks: right_total; help: lock_given_up
import mmap
from multiprocessing import Lock, Process


def work(m, lock, rounds, draw):
    for _ in range(rounds):
        n = draw()
        got = lock.acquire(timeout=0.01)
        m[:] = (int.from_bytes(m[:], "big") + n).to_bytes(8, "big")
        if got:
            lock.release()


def count_together(workers, rounds, draw):
    lock = Lock()
    with mmap.mmap(-1, 8) as m:
        ps = [Process(target=work, args=(m, lock, rounds, draw)) for _ in range(workers)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
            p.close()
        return int.from_bytes(m[:], "big")
