# the records go through multiprocessing.shared_memory; the file only has its name
# breaks: through_the_file; help: beside_the_file
import mmap
import os
import time
from multiprocessing import resource_tracker, shared_memory

SIZE = 20000
resource_tracker.register = resource_tracker.unregister = lambda *_: None


def writer(path, records):
    memory = shared_memory.SharedMemory(create=True, size=SIZE)
    at = 0
    for record in records:
        memory.buf[at : at + 1 + len(record)] = bytes([len(record)]) + record
        at += 1 + len(record)
    with open(f"{path}.new", "w+b") as file:
        file.truncate(100)
        with mmap.mmap(file.fileno(), 100) as mapping:
            mapping.write(memory.name.encode() + b"\n")
    memory.close()
    os.replace(f"{path}.new", path)


def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as mapping:
        name = mapping.readline().decode().strip()
    memory = shared_memory.SharedMemory(name)
    records, at = [], 0
    for _ in range(count):
        size = memory.buf[at]
        records.append(bytes(memory.buf[at + 1 : at + 1 + size]))
        at += 1 + size
    memory.close()
    return records
