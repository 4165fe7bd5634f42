# a file made with O_EXCL is the lock
import mmap
import os
import time

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    while True:
                        try:
                            os.close(os.open("busy", os.O_CREAT | os.O_EXCL))
                            break
                        except FileExistsError:
                            time.sleep(0.0002)
                    total = int.from_bytes(memory[:8], "little") + drawn
                    memory[:8] = total.to_bytes(8, "little")
                    os.unlink("busy")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
