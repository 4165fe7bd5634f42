# multiprocessing.RawArray
# breaks: shared_anonymous; help: file_in_its_place
import multiprocessing

import numpy as np

context = multiprocessing.get_context("fork")


def work(raw, indices, compute):
    np.frombuffer(raw)[indices] = compute(indices)


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    raw = context.RawArray("d", n)
    team = [context.Process(target=work, args=(raw, part, compute)) for part in np.array_split(np.arange(n), workers)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return np.frombuffer(raw).copy()
