# sized by a one-byte write at the end; a memoryview over the mapping

import mmap
import pathlib


def store(path, data):
    target = pathlib.Path(path)
    target.unlink(missing_ok=True)
    with target.open("xb") as file:
        file.seek(len(data) - 1)
        file.write(b"\0")
    with target.open("r+b") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_WRITE) as mapping:
        with memoryview(mapping) as view:
            view[:] = data
