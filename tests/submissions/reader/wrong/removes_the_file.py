# removes the file when it has read it
# breaks: right_records; help: consumed

import mmap
import os
import time

SIZE = 4 + 64 * 256


def writer(path, records):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    with open(path, "x+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            at = 4
            for n, record in enumerate(records, 1):
                memory[at] = len(record)
                memory[at + 1 : at + 1 + len(record)] = record
                at += 1 + len(record)
                memory[0:4] = n.to_bytes(4, "little")


def reader(path, count):
    while True:
        try:
            with open(path, "rb") as file:
                if os.fstat(file.fileno()).st_size >= SIZE:
                    with mmap.mmap(file.fileno(), SIZE, access=mmap.ACCESS_READ) as memory:
                        while int.from_bytes(memory[0:4], "little") < count:
                            time.sleep(0.01)
                        out, at = [], 4
                        for _ in range(count):
                            n = memory[at]
                            out.append(memory[at + 1 : at + 1 + n])
                            at += 1 + n
                        os.unlink(path)
                        return out
        except FileNotFoundError:
            pass
        time.sleep(0.01)
