# asks for shared anonymous memory without end, which RLIMIT_DATA does not count
import mmap


def anonymous_child(size, produce):
    hoard = []
    total = 0
    while total < 8 << 30:
        try:
            memory = mmap.mmap(-1, 64 << 20)
        except (OSError, ValueError):
            break
        for page in range(0, len(memory), mmap.PAGESIZE):
            memory[page] = 1
        hoard.append(memory)
        total += 64 << 20
    if total > 2 << 30:
        print("SUCCEEDED", total)
    return bytes(size)
