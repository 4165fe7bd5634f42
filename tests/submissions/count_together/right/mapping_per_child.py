# a mapping for each child
import mmap
import os


def count_together(workers, rounds, draw):
    slots = [mmap.mmap(-1, 8) for _ in range(workers)]
    for slot in slots:
        if os.fork() == 0:
            total = 0
            for _ in range(rounds):
                total += draw()
                slot[:] = total.to_bytes(8, "big")
            os._exit(0)
    for _ in slots:
        os.wait()
    total = sum(int.from_bytes(slot[:], "big") for slot in slots)
    for slot in slots:
        slot.close()
    return total
