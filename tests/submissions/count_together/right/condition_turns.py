# a Condition and whose turn it is
import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def work(k, workers, rounds, draw, memory, condition):
    for _ in range(rounds):
        drawn = draw()
        with condition:
            condition.wait_for(lambda: memory[8] == k)
            total = int.from_bytes(memory[:8], "big") + drawn
            memory[:8] = total.to_bytes(8, "big")
            memory[8] = (k + 1) % workers
            condition.notify_all()


def count_together(workers, rounds, draw):
    condition = context.Condition()
    with mmap.mmap(-1, 9) as memory:
        team = [
            context.Process(target=work, args=(k, workers, rounds, draw, memory, condition))
            for k in range(workers)
        ]
        for t in team:
            t.start()
        for t in team:
            t.join()
        return int.from_bytes(memory[:8], "big")
