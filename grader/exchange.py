"""Collecting from nbgrader's exchange only what a student's own account has handed in.

Every account may write into the exchange, under any name. nbgrader takes the newest folder of each
name and merely logs when somebody else owns it; while a student submits, half of a folder; and it
follows links, as the account that grades, to the solutions for instance.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect


class Collect(ExchangeCollect):
    def init_src(self):
        super().init_src()
        self.src_records = [record for record in self.src_records if self._is_theirs(record)]

    def do_copy(self, src, dest, log=None):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            for name in copy_plain(Path(src), copy, 1000 * self.coursedir.max_dir_size):
                self.log.warning("%s/%s is no file of the student's, so it is left out", src, name)
            super().do_copy(str(copy), dest, log)

    def _sort_by_timestamp(self, records):
        theirs = [record for record in records if self._is_theirs(record)]
        return super()._sort_by_timestamp(theirs or records)

    def _is_theirs(self, record: dict) -> bool:
        folder = Path(self.inbound_path, record["filename"])
        # nbgrader writes this last; of a folder that is still closed it shows nothing.
        if not os.path.exists(folder / "submission_secret.txt"):
            self.log.warning("%s is not complete (yet), so it is left out", folder)
            return False
        if self.check_owner and _owner(folder) != record["username"]:
            self.log.warning("%s was not handed in by that student, so it is left out", folder)
            return False
        return True


def copy_plain(source: Path, target: Path, most: int) -> Iterator[str]:
    """Copy the regular files below `source` that are its owner's, `most` bytes in all, and yield
    the names of the others.

    Each is opened from its open folder and never through a link, whatever its owner puts in its
    place meanwhile.
    """
    owner = source.stat().st_uid
    for folder, _, files, opened in os.fwalk(source):
        within = Path(folder).relative_to(source)
        (target / within).mkdir(parents=True)
        for name in files:
            size = _copy_plain_file(name, opened, owner, most, target / within / name)
            if size is None:
                yield str(within / name)
            else:
                most -= size


def _copy_plain_file(name: str, folder: int, owner: int, most: int, target: Path) -> int | None:
    """Bytes copied, or None where it is no plain file of the owner's, or too large."""
    try:
        opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:  # a link, or closed to the grader
        return None
    with open(opened, "rb") as file:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != owner or status.st_size > most:
            return None
        target.write_bytes(file.read(status.st_size))
    return status.st_size


def _owner(folder: Path) -> str:
    try:
        return folder.owner()
    except KeyError:
        return ""  # an account that is no more
