"""Draw the picture of the exercises on numpy.memmap: one store, in three modes.

Run as `python images/modes.py` at the top of the repository.
"""

from pathlib import Path

from mapscope.draw.palette import BODY, FAINT, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "5-numpy-memmap"
PAGE, HIGH = 0.42, 0.34  # inches
PAGES, STORED = 4, 1


def modes() -> Picture:
    """What a store into page 1 of a mapped array does to the array and to its file."""
    figure, axes = canvas(2.95)
    write(axes, 0.15, 0.27, "A store into one page, in three modes: who sees it?",
          size=TITLE, weight="bold")  # fmt: skip
    write(axes, 0.15, 0.98 + HIGH / 2, "your array", size=BODY)
    write(axes, 0.15, 2.03 + HIGH / 2, "the file", size=BODY)
    for column, (mode, copied, outcome) in enumerate(
        (
            ("r", None, "nobody: it raises"),
            ("r+", "file", "the file, and all who map it"),
            ("c", "array", "you alone: one page is copied"),
        )
    ):
        left = 1.5 + column * 2.45
        write(axes, left, 0.72, f'mode="{mode}"', family="monospace")
        for page in range(PAGES):
            x = left + page * PAGE
            changed = page == STORED
            in_array = changed and copied is not None
            in_file = changed and copied == "file"
            private = changed and copied == "array"
            _page(axes, x, 0.98, in_array)
            _page(axes, x, 2.03, in_file)
            line(axes, (x + PAGE / 2,) * 2, (0.98 + HIGH + 0.04, 2.03 - 0.04),
                 color="none" if private else FAINT, linewidth=1)  # fmt: skip
            if private:
                write(axes, x + PAGE / 2, 1.68, "copy", ha="center")
        write(axes, left, 2.68, outcome)
    return Picture(
        figure,
        "A store through mode r raises; through r+ it changes the file, for the pages of the array "
        "are the file's; through c it copies the page first, so the file stays as it was.",
    )


def _page(axes, x: float, y: float, changed: bool) -> None:
    box(axes, x, y, PAGE, HIGH, facecolor=ORANGE if changed else SKY, hatch="//" if changed else "")


if __name__ == "__main__":
    modes().save(FOLDER / "modes.png")
