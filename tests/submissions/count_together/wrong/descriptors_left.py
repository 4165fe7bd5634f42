# both ends of the token's pipe stay open
# breaks: nothing_left; help: descriptor_left
import mmap
import os


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory:
        r, w = os.pipe()
        os.write(w, b"x")
        for _ in range(workers):
            if os.fork() == 0:
                try:
                    for _ in range(rounds):
                        drawn = draw()
                        os.read(r, 1)
                        total = int.from_bytes(memory[:8], "little") + drawn
                        memory[:8] = total.to_bytes(8, "little")
                        os.write(w, b"x")
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(memory[:8], "little")
