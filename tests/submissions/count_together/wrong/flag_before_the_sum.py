# each child raises its flag before it stores its sum
# breaks: right_total; help: told_too_early
import mmap, os, time


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 9 * workers) as m:
        pids = []
        for k in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    s = sum(draw() for _ in range(rounds))
                    m[9 * k + 8] = 1
                    m[9 * k : 9 * k + 8] = s.to_bytes(8, "little")
                finally:
                    os._exit(0)
            pids.append(pid)
        while not all(m[9 * k + 8] for k in range(workers)):
            time.sleep(0.001)
        r = sum(int.from_bytes(m[9 * k : 9 * k + 8], "little") for k in range(workers))
        for p in pids:
            os.waitpid(p, 0)
        return r
