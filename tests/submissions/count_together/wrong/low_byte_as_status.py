# the lowest byte of each sum by exit status, the rest by the mapping
# breaks: total_in_the_mapping; help: sent
import mmap, os


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8 * workers) as m:
        pids = []
        for k in range(workers):
            pid = os.fork()
            if pid == 0:
                s = sum(draw() for _ in range(rounds))
                m[8 * k : 8 * k + 8] = (s >> 8).to_bytes(8, "little")
                os._exit(s & 255)
            pids.append(pid)
        t = 0
        for k, p in enumerate(pids):
            t += os.waitstatus_to_exitcode(os.waitpid(p, 0)[1]) + (
                int.from_bytes(m[8 * k : 8 * k + 8], "little") << 8
            )
        return t
