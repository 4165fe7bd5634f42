# multiprocessing.Value, which is a mapping of a file
# breaks: shared_anonymous; help: file_in_its_place
import multiprocessing


def add(total, rounds, draw):
    for _ in range(rounds):
        drawn = draw()
        with total.get_lock():
            total.value += drawn


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    total = context.Value("q", 0)
    children = [context.Process(target=add, args=(total, rounds, draw)) for _ in range(workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return total.value
