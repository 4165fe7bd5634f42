# prints, to both streams, and warns

import mmap, sys, warnings


def store(path, data):
    print("storing", len(data))
    print("err", file=sys.stderr)
    warnings.warn("hm")
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data
