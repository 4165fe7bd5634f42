# a draft by mkstemp that gets its mode and takes the name of the old file

import mmap
import os
import tempfile


def store(path, data):
    fd, draft = tempfile.mkstemp(dir=os.path.dirname(path), prefix="draft-")
    try:
        os.truncate(fd, len(data))
        with mmap.mmap(fd, len(data), access=mmap.ACCESS_WRITE) as mapping:
            mapping.write(data)
        os.fchmod(fd, 0o640)
    finally:
        os.close(fd)
    os.chmod(draft, 0o644)
    os.rename(draft, path)
    if os.stat(path).st_mode & 0o777 != 0o644:
        raise SystemError("the mode was not changed")
