# stores the second half first and moves it inside the mapping

import mmap


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            n = len(data)
            h = n // 2
            m[h:] = data[: n - h]
            m.move(0, h, n - h)
            m[n - h :] = data[n - h :]
