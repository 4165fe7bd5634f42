# an anonymous mapping that nobody uses, and the total in a multiprocessing.Value
# breaks: total_in_the_mapping; help: kept_elsewhere
import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def _add(total, rounds, draw):
    for _ in range(rounds):
        drawn = draw()
        with total.get_lock():
            total.value += drawn


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8):
        total = context.Value("q", 0)
        children = [
            context.Process(target=_add, args=(total, rounds, draw)) for _ in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return total.value
