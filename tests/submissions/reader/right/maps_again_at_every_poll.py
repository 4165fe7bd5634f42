# every poll opens and maps the file anew, so a replaced or a grown file is no trouble
import mmap
import os
import struct
import time


def writer(path, records):
    new = f"{path}.{os.getpid()}"
    with open(new, "w+b") as file:
        file.truncate(sum(2 + len(record) for record in records) + 2)
        with mmap.mmap(file.fileno(), 0) as mapping:
            at = 2
            for record in records:
                struct.pack_into("=H", mapping, at, len(record))
                at += 2
                mapping[at : at + len(record)] = record
                at += len(record)
            struct.pack_into("=H", mapping, 0, len(records))
    os.replace(new, path)


def look(path, count):
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as mapping:
            if struct.unpack_from("=H", mapping)[0] < count:
                return None
            at = 2
            records = []
            while len(records) < count:
                (size,) = struct.unpack_from("=H", mapping, at)
                records.append(bytes(mapping[at + 2 : at + 2 + size]))
                at += 2 + size
            return records


def reader(path, count):
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            records = look(path, count)
        except (OSError, ValueError):
            records = None
        if records is not None:
            return records
        time.sleep(0.01)
    raise TimeoutError("no records came")
