# a slot for each child, added up by the parent
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
                    total = int.from_bytes(memory[8 * number : 8 * number + 8], "little") + draw()
                    memory[8 * number : 8 * number + 8] = total.to_bytes(8, "little")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = sum(struct.unpack_from(f"<{workers}q", memory))
    memory.close()
    return total
