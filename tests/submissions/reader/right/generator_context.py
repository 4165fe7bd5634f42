# contextmanager and generator, text length prefix
import contextlib
import mmap
import os
import time
from pathlib import Path

SIZE = 8 + 64 * 259


@contextlib.contextmanager
def mapped(path):
    with Path(path).open("a+b") as file:
        pass
    with Path(path).open("r+b") as file:
        os.truncate(path, SIZE)
        with mmap.mmap(file.fileno(), SIZE) as memory:
            yield memory


def parse(memory):
    at = 8
    while True:
        length = int(memory[at : at + 3])
        yield memory[at + 3 : at + 3 + length]
        at += 3 + length


def writer(path, records):
    with mapped(path) as memory:
        memory[:8] = bytes(8)
        memory.seek(8)
        for record in records:
            memory.write(b"%03d" % len(record))
            memory.write(record)
        memory[:8] = b"%08d" % len(records)


def reader(path, count):
    with mapped(path) as memory:
        while int(memory[:8].strip(b"\0") or 0) < count:
            time.sleep(0.004)
        return [record for _, record in zip(range(count), parse(memory))]
