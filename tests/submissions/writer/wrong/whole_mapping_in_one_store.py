# one assignment fills the whole mapping, the count at its start
# breaks: right_records; help: incomplete

import mmap
import os
import time

SIZE = 4 + 64 * 256


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "w+b") as file:
        file.truncate(SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            memory[:] = (
                len(records).to_bytes(4, "little")
                + b"".join(bytes([len(record)]) + record for record in records)
            ).ljust(SIZE, b"\0")


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
                        return out
        except FileNotFoundError:
            pass
        time.sleep(0.01)
