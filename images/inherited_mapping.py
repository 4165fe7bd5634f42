"""Draw how a child comes by an anonymous mapping: it inherits it, when it was made before the fork.

Run as `python images/inherited_mapping.py` at the top of the repository.
"""

from pathlib import Path

from mapscope.draw.palette import BAND, BODY, FAINT, INK, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "4-anonymous"
COLUMNS = (("mapped, then forked", 0.5), ("forked, then mapped", 5.2))


def inherited_mapping() -> Picture:
    """Parent and child over pages, the mapping made before the fork beside one made after it."""
    figure, axes = canvas(3.1)
    write(axes, 0.15, 0.27, "A child inherits what is mapped when it is forked",
          size=TITLE, weight="bold")  # fmt: skip
    for title, left in COLUMNS:
        write(axes, left + 1.65, 0.72, title, ha="center", size=BODY)
        for x, name in ((left, "parent"), (left + 2.2, "child")):
            box(axes, x, 0.95, 1.1, 0.8, facecolor=BAND)
            write(axes, x + 0.55, 1.12, name, ha="center")
            write(axes, x + 0.55, 1.5, "mapping", ha="center")
    _pages(axes, 0.5 + 1.1, "the same pages", SKY, "")
    _pages(axes, 5.2, "pages", SKY, "")
    _pages(axes, 5.2 + 2.2, "other pages", ORANGE, "//")
    for x, page in ((1.05, 2.05), (3.25, 2.25), (5.75, 5.75), (7.95, 7.95)):
        line(axes, (x, page), (1.75, 2.3), color=INK)
    write(axes, 2.15, 2.92, "what one stores, the other loads", ha="center", color=FAINT)
    write(axes, 6.85, 2.92, "the parent loads zeros", ha="center", color=FAINT)
    return Picture(
        figure,
        "A mapping made before the fork shows both processes the same pages, so the parent loads "
        "what the child stored. Mapped after the fork, each has pages of its own.",
    )


def _pages(axes, x: float, text: str, colour: str, hatch: str) -> None:
    box(axes, x, 2.3, 1.1, 0.36, facecolor=colour, hatch=hatch)
    write(axes, x + 0.55, 2.48, text, ha="center", backgroundcolor=colour if hatch else "none")


if __name__ == "__main__":
    inherited_mapping().save(FOLDER / "inherited_mapping.png")
