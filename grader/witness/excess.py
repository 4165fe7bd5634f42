"""Whether the processes of a run hold more together than `grader.stage.bounds` allows.

Files are bounded by the room's own small disks, and where there is no room by a look; memory and
threads are bounded by a look in any case, so a run may get past them by what it does between two.
"""

import os
import re
from itertools import islice
from pathlib import Path

from grader import files
from grader.stage.bounds import FILE_COUNT, FILES, MEMORY, THREADS
from grader.witness import procfs

_RESIDENT = re.compile(r"^(?:RssAnon|RssShmem|VmPTE):\s+(\d+) kB", re.MULTILINE)
_PAGE_TABLES = re.compile(r"^VmPTE:\s+(\d+) kB", re.MULTILINE)
_SHARE = re.compile(r"^(?:Pss_Anon|Pss_Shmem|SwapPss):\s+(\d+) kB", re.MULTILINE)


def excess(pids: list[int], folder: Path) -> str:
    """What the processes have too much of together, as a phrase with the bound, or ""."""
    if _memory(pids) > MEMORY:
        return f"{MEMORY >> 20} MB of memory"
    if sum(map(procfs.threads, pids)) > THREADS:
        return f"{THREADS} threads and processes"
    if not os.path.ismount(folder.parent):
        return _files_exceeded(folder)
    return ""


def _memory(pids: list[int]) -> int:
    """Bytes in memory. The kernel adds up each process's pages quickly, but a page that several
    have counts for each of them; only when that is too much are they shared out, which is slow."""
    quick = sum(_kilobytes(_RESIDENT, f"/proc/{pid}/status") for pid in pids) << 10
    if quick <= MEMORY:
        return quick
    tables = sum(_kilobytes(_PAGE_TABLES, f"/proc/{pid}/status") for pid in pids) << 10
    if tables > MEMORY:
        return tables  # to go through them all would take long
    return tables + (sum(_kilobytes(_SHARE, f"/proc/{pid}/smaps_rollup") for pid in pids) << 10)


def _kilobytes(pattern: re.Pattern, path: str) -> int:
    return sum(map(int, pattern.findall(procfs.text(path))))


def _files_exceeded(folder: Path) -> str:
    names = list(islice(files.names(folder), FILE_COUNT + 1))
    if len(names) > FILE_COUNT:
        return f"{FILE_COUNT:,} files"
    sizes = {}
    for name in names:
        try:
            info = os.lstat(folder / name)
        except OSError:
            continue  # removed meanwhile
        sizes[info.st_ino] = info.st_blocks * 512
    return f"{FILES >> 20} MB of files" if sum(sizes.values()) > FILES else ""
