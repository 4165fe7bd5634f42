# takes a lock on every other byte of a file, each of which the kernel keeps
import fcntl


def anonymous_child(size, produce):
    with open("locks", "w+b") as file:
        for place in range(0, 1 << 40, 2):
            fcntl.lockf(file, fcntl.LOCK_EX, 1, place)
    return bytes(size)
