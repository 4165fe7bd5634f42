# loads, adds and stores without a lock
# breaks: right_total; help: lost_update
import mmap
import os
import struct

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    (total,) = struct.unpack_from("<q", memory, 0)
                    struct.pack_into("<q", memory, 0, total + draw())
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
