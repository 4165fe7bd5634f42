# looks after storing whether it is there
# breaks: right_total; help: lost_update
import mmap
import os


def count_together(workers, rounds, draw):
    """Try again until what was stored is what is there."""
    with mmap.mmap(-1, 8) as m:
        view = memoryview(m).cast("q")
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    n = draw()
                    while True:
                        old = view[0]
                        if view[0] != old:
                            continue
                        view[0] = old + n
                        if view[0] == old + n:
                            break
                os._exit(0)
        for _ in range(workers):
            os.wait()
        total = view[0]
        view.release()
        return total
