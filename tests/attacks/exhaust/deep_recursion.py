# recurses in C until the stack is gone
import sys


def anonymous_child(size, produce):
    sys.setrecursionlimit(1 << 30)

    def deeper(n):
        return deeper(n + 1)

    return deeper(0)
