# gives up when the clock says that half a second has passed
# breaks: right_records; help: gave_up

import mmap, os, struct, time

SIZE = 8 + 64 * 256


def writer(path, records):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            for i, r in enumerate(records):
                at = 8 + i * 256
                m[at + 1 : at + 1 + len(r)] = r
                m[at] = len(r)
            struct.pack_into("<Q", m, 0, len(records))


def mapped(path):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size == SIZE:
                    return mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.005)


def reader(path, count):
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size == SIZE:
                    with mmap.mmap(f.fileno(), SIZE, access=mmap.ACCESS_READ) as m:
                        if m[0] >= count:
                            return [
                                m[8 + i * 256 + 1 : 8 + i * 256 + 1 + m[8 + i * 256]]
                                for i in range(count)
                            ]
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    raise TimeoutError(path)
