# the mapping is made, and each number goes through a pipe, as text
# breaks: total_in_the_mapping; help: sent
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    reader, writer = os.pipe()
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                os.write(writer, b"%d\n" % draw())
            os._exit(0)
    os.close(writer)
    with open(reader) as lines:
        total = sum(map(int, lines))
    for _ in range(workers):
        os.wait()
    memory.close()
    return total
