# the total in `SharedMemory`, beside an anonymous mapping that holds other bytes
# breaks: total_in_the_mapping; help: file_in_its_place
import mmap
import os
from multiprocessing.shared_memory import SharedMemory


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8 * workers) as progress:
        sums = SharedMemory(create=True, size=8 * workers)
        for k in range(workers):
            mine = slice(8 * k, 8 * k + 8)
            if os.fork() == 0:
                sums.buf[mine] = sum(draw() for _ in range(rounds)).to_bytes(8, "little")
                progress[mine] = b"finished"
                os._exit(0)
        for _ in range(workers):
            os.wait()
        starts = range(0, 8 * workers, 8)
        total = sum(int.from_bytes(sums.buf[at : at + 8], "little") for at in starts)
        sums.close()
        sums.unlink()
        return total
