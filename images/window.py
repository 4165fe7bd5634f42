"""A window of a file, and the pages that its mapping needs."""

from pathlib import Path

from mapscope.draw.palette import BODY, FAINT, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "1-create-and-release"
BAR = 0.34  # inches


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
    window().save(FOLDER / "window.png")
