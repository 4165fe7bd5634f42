# the total goes by a pipe with its bits changed, and something is stored in the mapping
# breaks: total_in_the_mapping; help: sent
import mmap, os, struct
def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 4096) as m:
        r, w = os.pipe()
        for k in range(workers):
            if os.fork() == 0:
                n = sum(draw() for _ in range(rounds))
                m[8 * k:8 * k + 8] = os.urandom(8)
                os.write(w, struct.pack("<I", n ^ 0x5a5a5a5a))
                os._exit(0)
        for _ in range(workers): os.wait()
        total = sum(struct.unpack("<I", os.read(r, 4))[0] ^ 0x5a5a5a5a for _ in range(workers))
        os.close(r); os.close(w)
        return total
