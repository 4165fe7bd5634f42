# pathlib: unlink, touch, truncate; then a write into the mapping

import mmap, os
from pathlib import Path


def store(path, data):
    p = Path(path)
    p.unlink(missing_ok=True)
    p.touch()
    os.truncate(p, len(data))
    with p.open("r+b") as f:
        m = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_DEFAULT)
    m.seek(0)
    m.write(data)
    m.close()
