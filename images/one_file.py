"""Two mappings of one file, and the pages behind both."""

from pathlib import Path

from mapscope.draw.palette import BAND, BODY, FAINT, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, arrow, box, canvas, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "2-parent-and-child"


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


if __name__ == "__main__":
    one_file().save(FOLDER / "one_file.png")
