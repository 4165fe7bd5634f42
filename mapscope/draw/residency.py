"""The strip of residency: which pages are in memory, in a few moments one under the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..words import count
from .palette import BLUE, BODY, FAINT, TITLE, WIDTH, shorten
from .paper import Picture, box, canvas, write

LEFT, RIGHT, TOP, ROW, BAR = 2.6, WIDTH - 1.3, 0.85, 0.42, 0.26  # inches


def residency_strip(
    frames: Sequence[np.ndarray],
    labels: Sequence[str],
    title: str = "Pages in memory",
    word: str = "resident",
) -> Picture:
    """Draw one row of pages for each moment, the resident ones filled.

    `frames` are bool arrays of one shape (pages,), as `mincore` gives them; `labels` name them.
    `word` says what the filled pages are, where they are something else than resident.
    Raises ValueError when there are none, or when shapes or numbers do not match.
    """
    frames = [np.asarray(frame, bool) for frame in frames]
    if not frames or len(frames) != len(labels) or len({frame.shape for frame in frames}) > 1:
        raise ValueError("give at least one frame, all of one length, and a label for each")
    pages = frames[0].size
    if not pages:
        raise ValueError("the frames hold no pages: give arrays of at least one")
    figure, axes = canvas(TOP + ROW * len(frames) + 0.5)
    write(axes, 0.15, 0.27, shorten(title, 7), size=TITLE, weight="bold")
    write(axes, RIGHT + 0.1, 0.62, word, color=FAINT)
    cell = (RIGHT - LEFT) / pages
    for row, (frame, label) in enumerate(zip(frames, labels, strict=True)):
        y = TOP + ROW * row
        write(axes, 0.15, y + BAR / 2, shorten(label, LEFT - 0.3), size=BODY)
        box(axes, LEFT, y, RIGHT - LEFT, BAR)
        for start, end in _runs(frame):
            box(
                axes,
                LEFT + start * cell,
                y,
                (end - start) * cell,
                BAR,
                facecolor=BLUE,
                edgecolor="white",
                hatch="///" if pages <= 64 else "",
                linewidth=0,
            )
        if pages <= 64:  # hatch and lines of more pages would be a grey smear
            for page in range(1, pages):
                box(axes, LEFT + page * cell, y, 0, BAR, linewidth=0.5)
        box(axes, LEFT, y, RIGHT - LEFT, BAR, facecolor="none")
        write(axes, RIGHT + 0.1, y + BAR / 2, f"{np.count_nonzero(frame):,} of {pages:,}")
    y = TOP + ROW * len(frames) + 0.12
    write(axes, LEFT, y, "page 0", color=FAINT)
    write(axes, (LEFT + RIGHT) / 2, y, f"filled: {word}", color=FAINT, ha="center")
    write(axes, RIGHT, y, f"page {pages - 1:,}", color=FAINT, ha="right")
    told = [
        f"{label}: {np.count_nonzero(frame):,} of {count(pages, 'page')}{_where(frame)}"
        for frame, label in zip(frames, labels, strict=True)
    ]
    return Picture(figure, f"{title} ({word}). {'; '.join(told)}.")


def _runs(frame: np.ndarray) -> list[tuple[int, int]]:
    """Return the spans of resident pages, (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], frame.view(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _where(frame: np.ndarray) -> str:
    runs = _runs(frame)
    if len(runs) != 1 or frame.all():
        return f" in {len(runs):,} separate runs" if len(runs) > 1 else ""
    start, end = runs[0]
    return f" (page {start:,})" if end == start + 1 else f" (pages {start:,} to {end - 1:,})"
