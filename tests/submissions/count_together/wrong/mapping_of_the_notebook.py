# adds in a mapping of the notebook, made once for all calls
# breaks: shared_anonymous; help: made_outside
import mmap
import os
import multiprocessing as mp
memory = mmap.mmap(-1, 8)
lock = mp.Lock()
def count_together(workers, rounds, draw):
    memory[:] = bytes(8)
    pids = []
    for _ in range(workers):
        pid = os.fork()
        if pid == 0:
            for _ in range(rounds):
                x = draw()
                with lock:
                    memory[:8] = (int.from_bytes(memory[:8], "little") + x).to_bytes(8, "little")
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return int.from_bytes(memory[:8], "little")
