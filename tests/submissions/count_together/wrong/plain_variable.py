# adds to a variable of the parent
# breaks: right_total; help: no_mapping
import os


def count_together(workers, rounds, draw):
    total = 0
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                total += draw()
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return total
