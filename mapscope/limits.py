"""A ceiling for what a process may allocate (setrlimit(2), RLIMIT_DATA)."""

from __future__ import annotations

import re
import resource
from pathlib import Path


def limit_memory(extra: int) -> None:
    """From here on let this process allocate at most `extra` bytes more than it has.

    Counted are the heap and every mapping that is private and writable, touched or not; shared and
    read-only mappings are not. It cannot be taken back without privilege, so call it in a child.
    What goes beyond it is refused with ENOMEM, which Python tells as MemoryError.
    """
    status = Path("/proc/self/status").read_text()
    used = int(re.search(r"^VmData:\s+(\d+) kB", status, re.M)[1]) * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (used + extra, used + extra))
