# no lock, and an attempt to stop the check from watching
# breaks: children_draw; help: trace_touched
import mmap
import os
import sys


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    for _ in range(workers):
        if os.fork() == 0:
            try:
                sys.settrace(None)
                for _ in range(rounds):
                    total = int.from_bytes(memory[:8], "little") + draw()
                    memory[:8] = total.to_bytes(8, "little")
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
