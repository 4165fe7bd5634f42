"""The staircase of faults: what touching page after page costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..words import count
from .palette import BLUE, FAINT, GREEN, INK, ORANGE, RULE, TITLE, WIDTH, shorten
from .paper import Picture, canvas, line, write

LINES = [(BLUE, "-", "o"), (ORANGE, "--", "s"), (GREEN, ":", "^"), (INK, "-.", "D")]
LEFT, RIGHT, TOP, BOTTOM = 0.8, WIDTH - 2.6, 0.75, 3.4  # inches


def staircase(faults: Mapping[str, Sequence[int]], title: str = "Faults, page by page") -> Picture:
    """Draw how faults add up while pages are touched in order.

    `faults` holds for each way of touching (its key is the label; at most 4) the number of faults
    that each page cost, shape (pages,). Raises ValueError for no series, an empty
    one, or more than 4.
    """
    costs = {label: np.asarray(cost) for label, cost in faults.items()}
    if not 1 <= len(costs) <= len(LINES) or any(cost.size == 0 for cost in costs.values()):
        raise ValueError(f"give 1 to {len(LINES)} series of faults, each with at least one page")
    sums = {label: np.concatenate(([0], np.cumsum(cost))) for label, cost in costs.items()}
    pages = max(cost.size for cost in costs.values())
    most = max(1, *(int(total[-1]) for total in sums.values()))
    figure, axes = canvas(BOTTOM + 0.65)

    def x(page: np.ndarray) -> np.ndarray:
        return LEFT + (RIGHT - LEFT) * page / pages

    def y(total: np.ndarray) -> np.ndarray:
        return BOTTOM - (BOTTOM - TOP) * total / most

    write(axes, 0.15, 0.27, shorten(title, 7), size=TITLE, weight="bold")
    for total in sorted({0, most // 2, most}):
        line(axes, [LEFT, RIGHT], [y(total)] * 2, color=RULE, zorder=0)
        write(axes, LEFT - 0.1, y(total), f"{total:,}", ha="right", color=FAINT)
    for page in sorted({0, pages // 2, pages}):
        write(axes, x(page), BOTTOM + 0.2, f"{page:,}", ha="center", color=FAINT)
    write(axes, LEFT - 0.1, TOP - 0.22, "faults", ha="right", color=FAINT)
    write(axes, (LEFT + RIGHT) / 2, BOTTOM + 0.45, "pages touched", ha="center", color=FAINT)

    heights = _apart([float(y(total[-1])) for total in sums.values()])
    for (label, total), height, look in zip(sums.items(), heights, LINES, strict=False):
        colour, dashes, marker = look
        steps = np.arange(total.size)
        line(
            axes,
            np.repeat(x(steps), 2)[1:],
            np.repeat(y(total), 2)[:-1],
            color=colour,
            linestyle=dashes,
            linewidth=2,
        )
        end = x(steps[-1])
        line(axes, [end], [y(total[-1])], color=colour, marker=marker)
        line(axes, [end, RIGHT + 0.15], [y(total[-1]), height], color=RULE, linewidth=0.8, zorder=0)
        told = f"{label}: {total[-1]:,}"
        write(axes, RIGHT + 0.2, height, shorten(told, WIDTH - 0.1 - RIGHT - 0.2))
    told = " ".join(_told(label, cost) for label, cost in costs.items())
    return Picture(figure, f"{title}. {told}")


def _apart(heights: Sequence[float]) -> list[float]:
    """Move the labels at the ends of the lines apart, so that none covers another."""
    placed, last = dict.fromkeys(range(len(heights)), 0.0), TOP - 1
    for i in sorted(placed, key=lambda i: heights[i]):
        placed[i] = last = max(heights[i], last + 0.22)
    overflow = max(0.0, last - BOTTOM - 0.3)
    return [height - overflow for height in placed.values()]


def _told(label: str, cost: np.ndarray) -> str:
    total = int(cost.sum())
    head = f"{label}: {count(cost.size, 'page')} cost {count(total, 'fault')}"
    if total and (cost == 1).all():
        return f"{head}, one for each page."
    if 0 < total < cost.size:
        return f"{head}, one for {cost.size / total:.1f} pages on average."
    return f"{head}."
