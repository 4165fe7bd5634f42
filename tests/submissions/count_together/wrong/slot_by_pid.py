# takes the remainder of its pid for the number of its slot: two children may have the same one
# breaks: right_total; help: slot_by_pid
import mmap
import os
import struct


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8 * workers) as memory:
        children = []
        for _ in range(workers):
            pid = os.fork()
            if not pid:
                at = 8 * (os.getpid() % workers)
                for _ in range(rounds):
                    (total,) = struct.unpack_from("q", memory, at)
                    struct.pack_into("q", memory, at, total + draw())
                os._exit(0)
            children.append(pid)
        for pid in children:
            os.waitpid(pid, 0)
        return sum(struct.unpack(f"{workers}q", memory[:]))
