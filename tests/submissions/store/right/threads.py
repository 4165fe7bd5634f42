# two threads store a half each

import mmap, threading


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            half = len(data) // 2

            def put(a, b):
                m[a:b] = data[a:b]

            ts = [threading.Thread(target=put, args=ab) for ab in ((0, half), (half, len(data)))]
            [t.start() for t in ts]
            [t.join() for t in ts]
