"""What lives from which step to which: file, descriptor, mapping."""

from pathlib import Path

from mapscope.draw.palette import BAND, BODY, FAINT, SKY, TITLE, YELLOW
from mapscope.draw.paper import Picture, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "1-create-and-release"
BAR = 0.34  # inches


def lives() -> Picture:
    """What lives from which step to which: the file, the descriptor, the mapping."""
    figure, axes = canvas(2.75)
    steps = ("open", "ftruncate", "mmap", "store", "close", "munmap")
    left, wide = 1.3, 1.22
    write(axes, 0.15, 0.27, "The mapping outlives the descriptor, the file outlives both",
          size=TITLE, weight="bold")  # fmt: skip
    for number, step in enumerate(steps):
        x = left + number * wide
        write(axes, x, 0.68, step, family="monospace")
        line(axes, (x, x), (0.82, 2.55), color=FAINT, linewidth=0.8, linestyle=":", zorder=0)
    bars = (
        ("file", ((0, 1, "empty", "white", ""), (1, 3, "zeros", YELLOW, ".."),
                  (3, 6.1, "the data", SKY, ""))),
        ("descriptor", ((0, 4, "needed to make the mapping, not to keep it", BAND, ""),)),
        ("mapping", ((2, 5, "pages of the file, as memory", SKY, ""),)),
    )  # fmt: skip
    for row, (name, spans) in enumerate(bars):
        y = 0.98 + row * 0.54
        write(axes, 0.15, y + BAR / 2, name, size=BODY)
        for first, last, text, colour, hatch in spans:
            start, width = left + first * wide, (last - first) * wide
            box(axes, start, y, width, BAR, facecolor=colour, hatch=hatch)
            label = {"backgroundcolor": colour} if hatch else {}
            write(axes, start + width / 2, y + BAR / 2, text, ha="center", **label)
    return Picture(
        figure,
        "A file gets its length before it is mapped; the descriptor may be closed once the mapping "
        "is made, and after munmap the data is still in the file.",
    )


if __name__ == "__main__":
    lives().save(FOLDER / "lives.png")
