# a private mapping
# breaks: shared_anonymous; help: private_mapping
import mmap
import multiprocessing


def add(memory, lock, rounds, draw):
    for _ in range(rounds):
        with lock:
            total = int.from_bytes(memory[:8], "little") + draw()
            memory[:8] = total.to_bytes(8, "little")


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    lock = context.Lock()
    with mmap.mmap(-1, 8, access=mmap.ACCESS_COPY) as memory:
        children = [
            context.Process(target=add, args=(memory, lock, rounds, draw)) for _ in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return int.from_bytes(memory[:8], "little")
