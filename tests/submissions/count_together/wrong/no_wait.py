# the parent does not wait
# breaks: waits; help: no_wait
import mmap
import os


def count_together(workers, rounds, draw):
    slots = mmap.mmap(-1, 8 * workers)
    view = memoryview(slots).cast("q")
    for number in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                view[number] += draw()
            os._exit(0)
    total = sum(view)
    view.release()
    slots.close()
    return total
