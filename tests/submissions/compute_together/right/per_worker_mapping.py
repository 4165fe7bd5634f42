# a mapping for each worker, joined at the end
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    parts = [part for part in np.array_split(np.arange(n), workers) if part.size]
    if not parts:
        return np.empty(0)
    maps = [mmap.mmap(-1, part.size * 8) for part in parts]
    pids = []
    for part, memory in zip(parts, maps):
        pid = os.fork()
        if pid == 0:
            memory[: part.size * 8] = np.asarray(compute(part), dtype=float).tobytes()
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    result = np.concatenate([np.frombuffer(m[: p.size * 8]) for m, p in zip(maps, parts)])
    for memory in maps:
        memory.close()
    return result
