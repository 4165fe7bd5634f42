# a flag with the owner's number, looked at again after a pause
# breaks: right_total; help: spin_flag
import mmap, os, time


def count_together(workers, rounds, draw):
    m = mmap.mmap(-1, 16)
    for k in range(workers):
        if os.fork() == 0:
            try:
                me = k + 1
                for _ in range(rounds):
                    d = draw()
                    while True:
                        while m[8]:
                            time.sleep(0)
                        m[8] = me
                        time.sleep(0.00005)
                        if m[8] == me:
                            break
                    m[:8] = (int.from_bytes(m[:8], "little") + d).to_bytes(8, "little")
                    m[8] = 0
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    r = int.from_bytes(m[:8], "little")
    m.close()
    return r
