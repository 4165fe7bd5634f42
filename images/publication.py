"""Draw the picture of the exercise on unrelated processes.

Run as `python images/publication.py` at the top of the repository.
"""

from pathlib import Path

from mapscope.draw.palette import BODY, FAINT, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

FOLDER = Path(__file__).parent.parent / "exercises" / "source" / "3-unrelated-processes"
BAR = 0.34  # inches
NOTHING = ("", "white", "")
RECORD = ("hello", SKY, "")


def publication() -> Picture:
    """What a reader finds in the file between two stores, for both orders of them."""
    figure, axes = canvas(3.0)
    write(axes, 0.15, 0.27, "A reader may look between two stores, so the count goes last",
          size=TITLE, weight="bold")  # fmt: skip
    left, wide = 1.75, 2.55
    for moment, text in enumerate(("before", "after one store", "after both")):
        x = left + moment * wide
        write(axes, x, 0.68, text)
        line(axes, (x - 0.12, x - 0.12), (0.55, 2.85), color=FAINT, linewidth=0.8, linestyle=":",
             zorder=0)  # fmt: skip
    orders = (
        ("count first", (("0", NOTHING, "waits"), ("1", NOTHING, "takes zeros"),
                         ("1", RECORD, "takes hello"))),
        ("count last", (("0", NOTHING, "waits"), ("0", RECORD, "waits"),
                        ("1", RECORD, "takes hello"))),
    )  # fmt: skip
    for row, (name, moments) in enumerate(orders):
        y = 0.95 + row * 1.0
        write(axes, 0.15, y + BAR / 2, name, size=BODY)
        for moment, (count, (text, colour, hatch), reader) in enumerate(moments):
            x = left + moment * wide
            box(axes, x, y, 0.4, BAR, facecolor="white", hatch="")
            write(axes, x + 0.2, y + BAR / 2, count, ha="center", family="monospace")
            box(axes, x + 0.4, y, 1.5, BAR, facecolor=colour, hatch=hatch)
            write(axes, x + 1.15, y + BAR / 2, text or "zeros", ha="center", family="monospace")
            wrong = reader == "takes zeros"
            if wrong:
                box(axes, x - 0.04, y + BAR + 0.08, 1.98, 0.3, facecolor=ORANGE, hatch="")
            write(axes, x + 0.03, y + BAR + 0.23, f"reader {reader}" + (": wrong" if wrong else ""),
                  weight="bold" if wrong else "normal")  # fmt: skip
    return Picture(
        figure,
        "When the count is stored before the record, a reader that looks in between takes zeros; "
        "when it is stored last, the reader waits until the record is there.",
    )


if __name__ == "__main__":
    publication().save(FOLDER / "publication.png")
