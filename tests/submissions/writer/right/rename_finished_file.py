# the file is filled under another name and appears at its path when it is complete
import mmap
import os
import struct
import time
from pathlib import Path


def writer(path, records):
    blob = struct.pack("<H", len(records))
    for record in records:
        blob += struct.pack("<B", len(record)) + record
    temporary = Path(path).with_suffix(".part")
    with open(temporary, "w+b") as file:
        file.truncate(len(blob))
        with mmap.mmap(file.fileno(), len(blob)) as mapping:
            mapping[:] = blob
            mapping.flush()
    os.rename(temporary, path)


def reader(path, count):
    while True:
        try:
            file = open(path, "rb")
            break
        except FileNotFoundError:
            time.sleep(0.002)
    with file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapping:
        mapping.seek(2)
        return [mapping.read(mapping.read_byte()) for _ in range(count)]
