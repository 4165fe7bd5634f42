# as many bytes through a pipe as the numbers say
# breaks: total_in_the_mapping; help: sent
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    r, w = os.pipe()
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                memory[:5] = b"hello"
                os.write(w, b"x" * draw())
            os._exit(0)
    os.close(w)
    total = 0
    while piece := os.read(r, 4096):
        total += len(piece)
    os.close(r)
    for _ in range(workers):
        os.wait()
    memory.close()
    return total
