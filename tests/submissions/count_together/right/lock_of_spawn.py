# a lock of the spawn context, used over a fork: multiprocessing starts a helper for it
import mmap, os, multiprocessing as mp
def count_together(workers, rounds, draw):
    lock = mp.get_context("spawn").Lock()
    with mmap.mmap(-1, 8) as m:
        pids = []
        for _ in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    for _ in range(rounds):
                        x = draw()
                        with lock:
                            m[:8] = (int.from_bytes(m[:8], "little") + x).to_bytes(8, "little")
                finally:
                    os._exit(0)
            pids.append(pid)
        for pid in pids:
            os.waitpid(pid, 0)
        return int.from_bytes(m[:8], "little")
