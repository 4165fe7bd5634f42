"""What one process changes in a file, seen between its bytecodes, and every state in between.

A store into a mapping is no system call, so it is found by comparing the file with what it was.
"""

import mmap
import os
from collections import Counter
from pathlib import Path

import numpy as np

from grader.witness.updates import places

VISITS = 4  # of one place after which only the 8th, 16th, 32nd ... tells something
SMALL, MANY = 8, 40  # bytes of a change; changes of one place
# Never waiting: who holds a lease on a file (fcntl(2)) holds up whoever opens it.
OPENED = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
MOST = 1 << 17  # bytes of the file that are compared; no layout of 64 short records needs more


class Changes:
    """The file at `path`, which may not exist yet and may be replaced by another one."""

    def __init__(self, path: Path):
        self._path = path
        self._fd = -1
        self._was = self._is = self._read()
        self._visits: Counter[int] = Counter()
        self._small: Counter[int] = Counter()
        self._is_loose = False

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)

    def happened(self) -> bool:
        """Whether the file is another one now, or other bytes, than at the last look."""
        self._was, self._is = self._is, self._read()
        return self._was != self._is

    def gave_length(self) -> bool:
        """Whether the last change made an empty file longer, or made one with bytes in it."""
        return self._is[1] > 0 == self._was[1]

    def what(self) -> str:
        """The last change in words."""
        (inode, size, content), (now, length, new) = self._was, self._is
        if inode != now:
            return "a new file" if now else "no file any more"
        if size != length:
            return f"{length:,} bytes long"
        where = self._where().tolist()
        value = f": {content[where[0]]} becomes {new[where[0]]}" if len(where) == 1 else ""
        return places(where) + value

    def tells_at(self, place: int) -> bool:
        """Whether a reader may learn something from the last change. Of those that one place of
        the program makes the first few do, then fewer and fewer: a copy byte by byte is long."""
        self._visits[place] += 1
        visits = self._visits[place]
        return visits < VISITS or visits & (visits - 1) == 0

    def are_small_at(self, place: int) -> bool:
        """Whether all that this place of the program does is one small change after another."""
        self._small[place] += 1 if len(self._where()) <= SMALL else -MANY
        self._is_loose |= self._small[place] > MANY
        return self._small[place] > MANY

    def went_untold(self) -> bool:
        """Whether the file holds what no step has told of, though none was allowed to be left
        out."""
        return self.happened() and not self._is_loose

    def crosses_a_page(self) -> bool:
        """Whether the last change was one store to several pages. Each page of a mapping can
        fault, so others may see the first page changed and the next ones not."""
        where = self._where()
        return len(where) > 0 and where[0] // mmap.PAGESIZE != where[-1] // mmap.PAGESIZE

    def half_undo(self) -> None:
        """Put the file back to where only the first page of the last change was stored."""
        self._put(self._was[-1])

    def redo(self) -> None:
        """Store the rest of the change."""
        self._put(self._is[-1])

    def _put(self, content: bytes) -> None:
        where = self._where()
        for page in np.unique(where // mmap.PAGESIZE)[1:]:
            inside = where[where // mmap.PAGESIZE == page]
            start, end = int(inside[0]), int(inside[-1]) + 1
            now = np.frombuffer(os.pread(self._fd, end - start, start), np.uint8).copy()
            inside = inside[inside < start + len(now)]  # another thread may have cut the file
            now[inside - start] = np.frombuffer(content, np.uint8)[inside]
            os.pwrite(self._fd, now.tobytes(), start)

    def _where(self) -> np.ndarray:
        """Positions of the bytes that differ, when it still is the same file."""
        if self._was[:2] != self._is[:2]:
            return np.empty(0, int)
        was, now = (np.frombuffer(state[-1], np.uint8) for state in (self._was, self._is))
        return np.flatnonzero(was != now)

    def _read(self) -> tuple[int, int, bytes]:
        """Inode, size and bytes of the file; inode 0 when there is none."""
        try:
            info = os.stat(self._path)
            if self._fd < 0 or os.fstat(self._fd).st_ino != info.st_ino:
                self.close()
                self._fd = os.open(self._path, OPENED)
            content = os.pread(self._fd, MOST, 0)
            # Another thread may have cut it since: what was read says how long it is then.
            whole = len(content) == min(info.st_size, MOST)
            return info.st_ino, info.st_size if whole else len(content), content
        except OSError:
            return 0, 0, b""
