"""What the machine at hand is, as far as mappings care."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from mmap import PAGESIZE
from pathlib import Path

HUGE = Path("/sys/kernel/mm/hugepages")
TRANSPARENT = Path("/sys/kernel/mm/transparent_hugepage")


@dataclass(frozen=True)
class Machine:
    """Facts of one machine; sizes are in bytes, `memory` is what the kernel manages.

    `huge_pages` are the sizes that can be asked for beside the ordinary page, often none in a
    container. `cores` are those that this process may run on. `privileged` is whether it is root.
    """

    kernel: str
    architecture: str
    python: str
    page: int
    huge_pages: tuple[int, ...]
    memory: int
    cores: int
    privileged: bool

    def __str__(self) -> str:
        huge = ", ".join(size(one) for one in self.huge_pages) or "none"
        rows = {
            "kernel": f"Linux {self.kernel}, {self.architecture}",
            "Python": self.python,
            "page": f"{self.page:,} bytes",
            "huge pages": huge,
            "memory": size(self.memory),
            "cores": str(self.cores),
            "privilege": "root" if self.privileged else "an ordinary account",
        }
        return "\n".join(f"{name:<11} {value}" for name, value in rows.items())

    __repr__ = __str__


def machine() -> Machine:
    """Return what this machine is."""
    pages = os.sysconf("SC_PHYS_PAGES")
    return Machine(
        kernel=".".join(platform.release().split(".")[:2]),
        architecture=platform.machine(),
        python=platform.python_version(),
        page=PAGESIZE,
        huge_pages=tuple(sorted(int(p.name[10:-2]) * 1024 for p in HUGE.glob("hugepages-*kB"))),
        memory=pages * PAGESIZE,
        cores=len(os.sched_getaffinity(0)),
        privileged=os.geteuid() == 0,
    )


def huge_page() -> int:
    """Return the bytes of the huge page that MADV_HUGEPAGE asks for; 0 where it gets none."""
    try:
        if "[never]" in (TRANSPARENT / "enabled").read_text():
            return 0
        return int((TRANSPARENT / "hpage_pmd_size").read_text())
    except FileNotFoundError:  # a kernel built without them
        return 0


def size(n: int) -> str:
    """Return a number of bytes as people say it: `2 MiB`, `7.8 GiB`."""
    for unit in ("bytes", "KiB", "MiB"):
        if n < 1024:
            return f"{n:.3g} {unit}"
        n /= 1024
    return f"{n:,.1f}".removesuffix(".0") + " GiB"
