# a lock for each three children, and one total
# breaks: right_total; help: lock_too_small
import mmap, os, struct, multiprocessing as mp

ctx = mp.get_context("fork")


def count_together(workers, rounds, draw):
    m = mmap.mmap(-1, 8)
    locks = [ctx.Lock() for _ in range(workers)]
    for k in range(workers):
        if os.fork() == 0:
            try:
                for _ in range(rounds):
                    v = draw()
                    with locks[k // 3]:
                        struct.pack_into("q", m, 0, struct.unpack_from("q", m, 0)[0] + v)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    t = struct.unpack("q", m[:])[0]
    m.close()
    return t
