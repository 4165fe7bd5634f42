"""Draw the two pictures of the exercises on a parent and its child.

Run as `python images/parent_and_child.py` at the top of the repository.
"""

from pathlib import Path

from mapscope.draw.style import (
    BAND,
    BODY,
    FAINT,
    INK,
    ORANGE,
    SKY,
    TITLE,
    Picture,
    box,
    canvas,
    line,
    write,
)

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "2-parent-and-child"


def arrow(axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = {"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=style)


def one_file() -> Picture:
    """Two address spaces, each with a mapping, and the pages of the one file behind both."""
    figure, axes = canvas(2.75)
    write(axes, 0.15, 0.27, "Two mappings, one set of pages: a store needs no copy",
          size=TITLE, weight="bold")  # fmt: skip
    top, height = 0.95, 1.15
    for x, name, call in ((0.9, "child", "memory[:] = produce()"), (6.3, "parent", "memory[:]")):
        box(axes, x, top, 1.8, height, facecolor=BAND)
        box(axes, x, top + 0.4, 1.8, 0.36, facecolor=ORANGE, hatch="//")
        write(axes, x + 0.9, top - 0.17, name, ha="center", size=BODY)
        write(axes, x + 0.9, top + 0.58, "mapping", ha="center", backgroundcolor=ORANGE)
        write(axes, x + 0.9, top + height + 0.2, call, ha="center", family="monospace")
    box(axes, 3.6, top + 0.4, 1.8, 0.36, facecolor=SKY)
    write(axes, 4.5, top - 0.17, "the file, in the page cache", ha="center", size=BODY)
    write(axes, 4.5, top + 0.58, "pages", ha="center")
    arrow(axes, (2.7, top + 0.58), (3.6, top + 0.58))
    arrow(axes, (5.4, top + 0.58), (6.3, top + 0.58))
    write(axes, 3.15, top + 0.86, "store", ha="center", color=FAINT)
    write(axes, 5.85, top + 0.86, "load", ha="center", color=FAINT)
    return Picture(
        figure,
        "The child's mapping and the parent's show the same pages of the file: what the child "
        "stores, the parent can load, and nothing was copied.",
    )


def turns() -> Picture:
    """One line and its answer, in the order of time, with the byte that says whose turn it is."""
    figure, axes = canvas(3.55)
    write(axes, 0.15, 0.27, "The turn goes over last, when the bytes are there",
          size=TITLE, weight="bold")  # fmt: skip
    lanes = {"parent": 1.6, "file": 4.5, "child": 7.4}
    for name, x in lanes.items():
        write(axes, x, 0.68, name, ha="center", size=BODY, weight="bold")
        line(axes, (x, x), (0.84, 3.4), color=FAINT, linewidth=0.8, linestyle=":", zorder=0)
    steps = (
        ("parent", "file", "length, line"),
        ("parent", "file", "turn = child"),
        ("file", "child", "sees its turn, loads the line"),
        ("child", "file", "length, answer"),
        ("child", "file", "turn = parent"),
        ("file", "parent", "sees its turn, loads the answer"),
    )
    for number, (source, target, text) in enumerate(steps):
        y = 1.2 + number * 0.41
        arrow(axes, (lanes[source], y), (lanes[target], y))
        middle = (lanes[source] + lanes[target]) / 2
        write(axes, middle, y - 0.15, text, ha="center")
    for first, last, who, colour in ((1.0, 1.61, "parent", SKY), (1.61, 2.84, "child", ORANGE),
                                     (2.84, 3.4, "parent", SKY)):  # fmt: skip
        box(axes, 8.35, first, 0.5, last - first, facecolor=colour,
            hatch="//" if who == "child" else "")  # fmt: skip
        write(axes, 8.6, (first + last) / 2, who, ha="center", va="center", rotation=90,
              backgroundcolor=colour)  # fmt: skip
    write(axes, 8.6, 0.68, "turn", ha="center", size=BODY)
    return Picture(
        figure,
        "The parent stores a line and then gives the turn to the child; the child stores the "
        "answer and then gives the turn back. Each loads only when the turn is its own.",
    )


if __name__ == "__main__":
    for draw in (one_file, turns):
        draw().save(FOLDER / f"{draw.__name__}.png")
