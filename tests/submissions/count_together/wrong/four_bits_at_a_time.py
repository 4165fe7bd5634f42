# four bits at a time through a pipe, beside a mapping that was filled before
# breaks: total_in_the_mapping; help: sent
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    memory[:] = bytes(range(256)) * 16
    total = 0
    for _ in range(workers):
        r, w = os.pipe()
        if os.fork() == 0:
            mine = sum(draw() for _ in range(rounds))
            memory[0] = 1
            pieces = []
            while mine:
                pieces.append(mine & 15)
                mine >>= 4
            for piece in pieces:
                os.write(w, bytes([piece]))
            os._exit(0)
        os.close(w)
        shift = 0
        while piece := os.read(r, 1):
            total += piece[0] << shift
            shift += 4
        os.close(r)
        os.wait()
    memory.close()
    return total
