"""The strip of an address space: `/proc/<pid>/maps` as a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from ..regions import Region
from ..words import count, join
from .palette import FAINT, GREEN, ORANGE, RULE, SKY, TITLE, WIDTH, shorten
from .paper import Picture, box, canvas, line, write

KINDS = {  # name: colour, hatch
    "private anonymous": ("white", ""),
    "shared anonymous": (ORANGE, "//"),
    "private file": (SKY, ""),
    "shared file": (GREEN, "xx"),
}
MOST, ROW, TOP = 40, 0.25, 0.95  # rows; inches
BAR, NAME = 3.2, 5.4  # where the columns begin, inches


def address_strip(regions: Sequence[Region], title: str = "The address space") -> Picture:
    """Draw regions by rising address, a row each; a bar's length grows with the size's logarithm.

    Neighbours that map the same file share a row, and a dotted line stands for a gap. Raises
    ValueError for no regions and for more than 40 rows: choose the part that matters, or nobody can
    read it.
    """
    groups = [
        list(group) for _, group in groupby(regions, key=lambda r: (r.path or r.start, r.shared))
    ]
    if not 1 <= len(groups) <= MOST:
        raise ValueError(f"{len(groups)} rows to draw: choose regions for 1 to {MOST}")
    sizes = [sum(region.size for region in group) for group in groups]
    figure, axes = canvas(TOP + ROW * len(groups) + 0.4)
    write(axes, 0.15, 0.27, shorten(title, 7), size=TITLE, weight="bold")
    for x, head in ((0.15, "from address"), (BAR, "size (log)"), (NAME, "what")):
        write(axes, x, 0.65, head, color=FAINT)
    write(axes, BAR - 0.15, 0.65, "bytes", color=FAINT, ha="right")
    if any(a[-1].end < b[0].start for a, b in pairwise(groups)):
        write(axes, WIDTH - 0.15, 0.65, "dotted: a gap in the addresses", color=FAINT, ha="right")
    most = max(math.log2(size) for size in sizes)
    for row, (group, size) in enumerate(zip(groups, sizes, strict=True)):
        y, first = TOP + ROW * row, group[0]
        colour, hatch = KINDS[_kind(first)]
        write(axes, 0.15, y, f"{first.start:#x}", family="monospace")
        write(axes, BAR - 0.15, y, f"{size:,}", ha="right")
        length = (NAME - BAR - 0.2) * math.log2(size) / most
        box(axes, BAR, y - 0.08, length, 0.16, facecolor=colour, hatch=hatch)
        perms = first.perms if len(group) == 1 else f"{len(group)} regions"
        write(axes, NAME, y, shorten(f"{perms}  {_name(first)}", WIDTH - 0.1 - NAME))
        if row and groups[row - 1][-1].end < first.start:
            line(axes, [0.15, WIDTH - 0.15], [y - ROW / 2] * 2, color=RULE, linestyle=":")
    x, y = 0.15, TOP + ROW * len(groups) + 0.12
    for name in dict.fromkeys(_kind(group[0]) for group in groups):
        colour, hatch = KINDS[name]
        box(axes, x, y - 0.08, 0.3, 0.16, facecolor=colour, hatch=hatch)
        write(axes, x + 0.38, y, name)
        x += 2.0
    return Picture(figure, _told(regions))


def _kind(region: Region) -> str:
    file = "file" if region.path.startswith("/") else "anonymous"
    return f"{'shared' if region.shared else 'private'} {file}"


def _name(region: Region) -> str:
    return region.path.rsplit("/", 1)[-1] if region.path else "anonymous"


def _told(regions: Sequence[Region]) -> str:
    kinds = [_kind(region) for region in regions]
    told = [f"{kinds.count(name):,} {name}" for name in KINDS if name in kinds]
    largest = max(regions, key=lambda region: region.size)
    return (
        f"{count(len(regions), 'region')}: {join(told)}. The largest is {_name(largest)} "
        f"with {count(largest.size, 'byte')}."
    )
