"""Draw the two pictures of the exercises on creating and releasing a mapping.

Run as `python images/create_and_release.py` at the top of the repository.
"""

from pathlib import Path

from mapscope.draw.style import (
    BAND,
    BODY,
    FAINT,
    ORANGE,
    SKY,
    TITLE,
    YELLOW,
    Picture,
    box,
    canvas,
    line,
    write,
)

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


def window() -> Picture:
    """The pages that a window touches, and where it begins in their mapping."""
    figure, axes = canvas(2.95)
    left, page, pages, end = 1.3, 1.45, 5, 4.6
    offset, length, start = 1.55, 1.85, 1
    write(axes, 0.15, 0.27, "The mapping begins where a page begins, the window does not",
          size=TITLE, weight="bold")  # fmt: skip

    def x(place: float) -> float:
        return left + place * page

    for number in range(pages + 1):
        line(
            axes,
            (x(number),) * 2,
            (0.62, 2.35),
            color=FAINT,
            linewidth=0.8,
            linestyle=":",
            zorder=0,
        )
        if number < pages:
            write(axes, x(number + 0.5), 0.68, f"page {number}", ha="center", color=FAINT)
    for row, (name, first, last, colour, hatch) in enumerate(
        (
            ("file", 0, end, SKY, ""),
            ("window", offset, offset + length, ORANGE, "//"),
            ("mapping", start, start + 3, SKY, ""),
        )
    ):
        y = 0.88 + row * 0.5
        write(axes, 0.15, y + BAR / 2, name, size=BODY)
        box(axes, x(first), y, x(last) - x(first), BAR, facecolor=colour, hatch=hatch)
    y = 0.88 + 2 * 0.5
    box(axes, x(offset), y, length * page, BAR, facecolor=ORANGE, hatch="//")
    for first, last, text in (
        (start, offset, "offset - start"),
        (offset, offset + length, "length"),
    ):
        line(axes, (x(first), x(last)), (2.42, 2.42), marker="|", markersize=8)
        write(axes, x((first + last) / 2), 2.6, text, ha="center", family="monospace")
    write(axes, x(start), 2.82, "start = offset - offset % mmap.PAGESIZE", family="monospace")
    return Picture(
        figure,
        "A window that begins inside page 1 and ends inside page 3 needs a mapping of pages 1 to "
        "3; in it the window begins at index offset - start.",
    )


if __name__ == "__main__":
    for draw in (lives, window):
        draw().save(FOLDER / f"{draw.__name__}.png")
