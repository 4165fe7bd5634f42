# four totals for all children, without a lock
# breaks: right_total; help: lost_update
import mmap, os, struct


def count_together(workers, rounds, draw):
    m = mmap.mmap(-1, 8 * workers)
    for k in range(workers):
        if os.fork() == 0:
            try:
                k %= 4
                for _ in range(rounds):
                    v = draw()
                    struct.pack_into("q", m, 8 * k, struct.unpack_from("q", m, 8 * k)[0] + v)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    t = sum(struct.unpack(f"{workers}q", m[:]))
    m.close()
    return t
