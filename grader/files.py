"""Files in a folder that a student may write in: that of a run, or of a submission.

A name there can be a link to anywhere, a folder, or a FIFO that never answers: no link is followed
here, and nothing waits.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

MOST = 64 << 20  # bytes; a run cannot make a longer file


def put(path: Path, data: bytes | None, mode: int = 0o644) -> None:
    """Put a new file of these bytes at `path` in the place of whatever is there; None: nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    if data is None:
        return
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:
        file.write(data)
        os.fchmod(file.fileno(), mode)  # the umask has no say


def names(folder: Path) -> Iterator[str]:
    """What is in a folder and those below, as paths from there; not what is too deep to reach."""
    folders = [str(folder)]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                yield entry.path[len(str(folder)) + 1 :]
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def content(path: Path, most: int = MOST) -> bytes | None:
    """The bytes of the regular file at `path`, or None where there is none that can be read; of a
    longer one the first `most`."""
    with contextlib.suppress(OSError):
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(fd, "rb") as file:
            if stat.S_ISREG(os.fstat(fd).st_mode):
                return file.read(most)
    return None


def overwrite(path: Path, data: bytes) -> None:
    """Put bytes over the first ones of a regular file; `OSError` where there is none."""
    fd = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(fd, "wb") as file:
        if stat.S_ISREG(os.fstat(fd).st_mode):
            file.write(data)
