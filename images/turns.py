"""Whose turn it is while a line and its answer go through one mapping."""

from pathlib import Path

from mapscope.draw.palette import BODY, FAINT, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, arrow, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "2-parent-and-child"


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
    turns().save(FOLDER / "turns.png")
