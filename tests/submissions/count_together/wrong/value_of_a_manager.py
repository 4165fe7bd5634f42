# the total is a Value of a manager's: a number in another process
# breaks: total_in_the_mapping; help: sent
import mmap
import multiprocessing


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    memory = mmap.mmap(-1, 8)
    with context.Manager() as manager:
        total, lock = manager.Value("q", 0), manager.Lock()

        def add():
            for _ in range(rounds):
                value = draw()
                with lock:
                    total.value += value

        children = [context.Process(target=add) for _ in range(workers)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        memory[:] = total.value.to_bytes(8, "little")
        memory.close()
        return total.value
