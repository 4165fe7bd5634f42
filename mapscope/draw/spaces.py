"""Two address spaces over one physical memory: which pages two processes have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..words import count, join
from .palette import BODY, FAINT, INK, ORANGE, SKY, SMALL, TITLE, WIDTH, shorten
from .paper import Picture, box, canvas, line, write

State = tuple[Sequence[int], Sequence[int]]
CELL, TOP = 0.3, 1.45  # inches


def two_spaces(
    panels: Mapping[str, tuple[State, State]], title: str = "Two processes, one physical memory"
) -> Picture:
    """Draw for each panel (at most 2, such as SHARED and PRIVATE) memory before and after a write.

    A panel is `(before, after)`; each is `(parent, child)`: for each page of the mapping the number
    of the physical frame behind it, as in `/proc/<pid>/pagemap`, or 0 where there is none. Only
    which numbers are equal counts. A frame that appears with the write is a copy, and stands out.
    Raises ValueError for no panel, more than two, or states of unequal length.
    """
    lengths = {len(pages) for panel in panels.values() for state in panel for pages in state}
    if not 1 <= len(panels) <= 2 or len(lengths) != 1 or lengths == {0}:
        raise ValueError("give 1 or 2 panels whose states all have the same number of pages")
    frames = {label: _frames(panel) for label, panel in panels.items()}
    tallest = max(lengths.pop(), *(len(found) for found in frames.values()), 1)
    figure, axes = canvas(TOP + CELL * tallest + 0.55)
    write(axes, 0.15, 0.27, shorten(title, 7), size=TITLE, weight="bold")
    width = (WIDTH - 0.2) / 4
    for i, (label, panel) in enumerate(panels.items()):
        left = 0.1 + 2 * width * i
        name = shorten(label, 2 * width)
        write(axes, left + width, 0.65, name, ha="center", size=BODY, weight="bold")
        if i:
            line(axes, [left, left], [0.55, TOP + CELL * tallest], color=FAINT)
        known = _frames(panel[:1])
        for j, (moment, state) in enumerate(zip(("before", "after the write"), panel, strict=True)):
            _memory(axes, left + width * j, width, moment, state, frames[label], known)
    y = TOP + CELL * tallest + 0.25
    box(axes, 0.2, y - 0.08, 0.3, 0.16, facecolor=SKY)
    write(axes, 0.6, y, "frame of physical memory")
    box(axes, 3.2, y - 0.08, 0.3, 0.16, facecolor=ORANGE, hatch="//")
    write(axes, 3.6, y, "copy that the write made")
    return Picture(figure, " ".join(_told(label, *panel) for label, panel in panels.items()))


def _frames(states: Sequence[State]) -> list[int]:
    """Return the frames in use, in order of first appearance."""
    return list(dict.fromkeys(f for state in states for pages in state for f in pages if f))


def _memory(axes, left, width, moment, state, frames, known) -> None:  # noqa: PLR0913, PLR0917
    columns = [left + 0.12, left + width / 2 - 0.15, left + width - 0.42]
    write(axes, left + width / 2, 0.92, moment, ha="center", color=FAINT)
    for x, name in zip(columns, ("parent", "memory", "child"), strict=True):
        write(axes, x + 0.15, 1.22, name, ha="center")
    for row, frame in enumerate(frames):
        if frame not in (f for pages in state for f in pages):
            continue
        copied = frame not in known
        look = {"facecolor": ORANGE, "hatch": "//"} if copied else {"facecolor": SKY}
        box(axes, columns[1], TOP + CELL * row, 0.3, CELL * 0.8, **look)
    for pages, x, edge, side in (
        (state[0], columns[0], columns[0] + 0.3, columns[1]),
        (state[1], columns[2], columns[2], columns[1] + 0.3),
    ):
        for page, frame in enumerate(pages):
            y = TOP + CELL * (page + 0.4)
            box(axes, x, TOP + CELL * page, 0.3, CELL * 0.8)
            write(axes, x + 0.15, y, str(page), ha="center", size=SMALL)
            if frame:
                copied = frame not in known
                line(
                    axes,
                    [edge, side],
                    [y, TOP + CELL * (frames.index(frame) + 0.4)],
                    color=INK,
                    linewidth=2 if copied else 1,
                    linestyle="-",
                )


def _told(label: str, before: State, after: State) -> str:
    known = set(_frames([before]))
    common = sum(bool(a) and a == b for a, b in zip(*after, strict=True))
    copied = [
        f"page {page} of the {who}"
        for who, pages in zip(("parent", "child"), after, strict=True)
        for page, frame in enumerate(pages)
        if frame and frame not in known
    ]
    head = f"{label}: after the write, {common} of {count(len(after[0]), 'page')} in common"
    return f"{head}; new in memory: {join(copied)}." if copied else f"{head}, nothing copied."
