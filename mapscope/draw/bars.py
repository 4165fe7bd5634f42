"""Bars: how a few measured values compare."""

from __future__ import annotations

from collections.abc import Mapping

from .palette import BLUE, BODY, INK, RULE, SKY, TITLE, WIDTH, shorten
from .paper import Picture, box, canvas, line, write

LEFT, RIGHT, TOP, ROW, BAR = 3.3, WIDTH - 1.4, 0.6, 0.42, 0.26  # inches
NUMBER = 0.6  # inches that a short number takes


def bars(
    values: Mapping[str, float], title: str, unit: str = "", level: float | None = None
) -> Picture:
    """Draw a bar for each value, 0 or more, with its label and the value in `unit`, a short word.

    The longest is hatched and the alt text compares it with the shortest. A dashed line across all
    stands at `level`, if one of them comes up to it. Raises ValueError without values, and for one
    below 0.
    """
    if not values or min(values.values()) < 0:
        raise ValueError("give at least one value, and none below 0")
    most = max(values.values())
    scale = (RIGHT - LEFT) / (most or 1)
    figure, axes = canvas(TOP + ROW * len(values) + 0.1)
    write(axes, 0.15, 0.27, shorten(title, WIDTH - 1), size=TITLE, weight="bold")
    for row, (label, value) in enumerate(values.items()):
        y, length = TOP + ROW * row, scale * value
        longest = value == most
        write(axes, LEFT - 0.15, y + BAR / 2, shorten(label, LEFT - 0.3), size=BODY, ha="right")
        box(
            axes,
            LEFT,
            y,
            length,
            BAR,
            facecolor=SKY if longest else BLUE,
            hatch="///" if longest else "",
        )
        if level is not None and 0 <= scale * level - length < NUMBER:
            length = scale * level  # or the dashed line would go through the number
        write(axes, LEFT + length + 0.1, y + BAR / 2, shorten(_told(value, unit), 1.3))
    ends = [TOP - 0.08, TOP + ROW * len(values) - 0.08]
    line(axes, [LEFT] * 2, ends, color=INK)
    if level is not None and level <= most:
        line(axes, [LEFT + scale * level] * 2, ends, color=INK, linestyle="--")
    line(axes, [LEFT, RIGHT], [TOP - 0.08] * 2, color=RULE)
    return Picture(figure, f"{title}. {_alt(values, unit)}")


def _told(value: float, unit: str) -> str:
    text = f"{value:,.0f}" if value == round(value) or value >= 100 else f"{value:.2g}"
    return f"{text} {unit}".strip()


def _alt(values: Mapping[str, float], unit: str) -> str:
    told = "; ".join(f"{label}: {_told(value, unit)}" for label, value in values.items())
    least, most = min(values, key=values.get), max(values, key=values.get)
    if values[least] == values[most]:
        return f"{told}."
    times = f", {_told(values[most] / values[least], '')} times {least}" if values[least] else ""
    return f"{told}. Most: {most}{times}."
