# the parent draws itself
# breaks: ended; help: parent_called
import mmap


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory:
        for _ in range(workers * rounds):
            total = int.from_bytes(memory[:8], "little") + draw()
            memory[:8] = total.to_bytes(8, "little")
        return int.from_bytes(memory[:8], "little")
