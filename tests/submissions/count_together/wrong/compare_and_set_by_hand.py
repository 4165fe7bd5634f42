# compare, then store
# breaks: right_total; help: lost_update
import mmap
import os


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory:
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    x = draw()
                    while True:
                        old = memory[:]
                        new = (int.from_bytes(old, "little") + x).to_bytes(8, "little")
                        if memory[:] == old:
                            memory[:] = new
                            if memory[:] == new:
                                break
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(memory[:], "little")
