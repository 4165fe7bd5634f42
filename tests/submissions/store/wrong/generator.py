# a `yield` in it, so that nothing is run
# breaks: shared_mapping; help: not_run
import mmap
from contextlib import contextmanager

def store(path, data):
    with open(path, "wb+") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data
            yield m
