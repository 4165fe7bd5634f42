# pauses of different length in the place of a lock
# breaks: right_total; help: lost_update
import mmap, os, time


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as m:
        for k in range(workers):
            if os.fork() == 0:
                try:
                    s = sum(draw() for _ in range(rounds))
                    time.sleep(0.03 * k)
                    m[:8] = (int.from_bytes(m[:8], "little") + s).to_bytes(8, "little")
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(m[:8], "little")
