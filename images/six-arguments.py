"""What each of the six arguments of mmap decides, on the file and in the address space."""

from pathlib import Path

from mapscope.draw.palette import BAND, BLUE, BODY, FAINT, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

ALT = (
    "fd names the file, offset says where in it the mapping begins and length how far it goes; "
    "addr says where the mapping lies in the address space; prot says what an access may do there, "
    "and flags where a store goes. The kernel rounds the mapping up to whole pages."
)
LEFT, PAGE, BAR = 1.3, 0.9, 0.42  # inches
SPACE, FILE = 1.55, 3.25  # where the bars begin, from the top
AT, OFFSET, LENGTH, SIZE = 3, 2, 2.6, 7.5  # in pages


def x(pages: float) -> float:
    return LEFT + PAGE * pages


def draw() -> Picture:
    figure, axes = canvas(4.3)
    write(
        axes,
        0.15,
        0.27,
        "mmap(addr, length, prot, flags, fd, offset)",
        size=TITLE,
        weight="bold",
        family="monospace",
    )
    _address_space(axes)
    _file(axes)
    for place, page in ((AT, OFFSET), (AT + 3, OFFSET + 3)):
        line(axes, [x(place), x(page)], [SPACE + BAR, FILE], color=FAINT, linestyle=":")
    return Picture(figure, ALT)


def _address_space(axes) -> None:
    for word, y in (("address", 0.1), ("space", 0.3)):
        write(axes, 0.15, SPACE + y, word, size=BODY)
    box(axes, x(0), SPACE, PAGE * 8.2, BAR, facecolor=BAND)
    box(axes, x(AT), SPACE, PAGE * LENGTH, BAR, facecolor=SKY)
    box(axes, x(AT + LENGTH), SPACE, PAGE * (3 - LENGTH), BAR, facecolor=SKY, hatch="//")
    _pages(axes, AT, SPACE)
    _term(axes, x(AT), SPACE - 0.8, "addr", "where; NULL: the kernel's choice")
    line(axes, [x(AT)] * 2, [SPACE - 0.65, SPACE], color=BLUE, linewidth=1.6)
    _term(axes, x(AT) + 0.1, SPACE - 0.42, "prot", "what an access may do: read, write, execute")
    _term(axes, x(AT) + 0.1, SPACE - 0.18, "flags", "where a store goes: the file, or a copy")
    write(
        axes,
        x(AT + 3) + 0.1,
        SPACE + BAR + 0.17,
        "the rest of the last page",
        color=FAINT,
    )


def _file(axes) -> None:
    write(axes, 0.15, FILE + BAR / 2, "file", size=BODY)
    box(axes, x(0), FILE, PAGE * SIZE, BAR)
    box(axes, x(OFFSET), FILE, PAGE * LENGTH, BAR, facecolor=SKY)
    box(axes, x(OFFSET + LENGTH), FILE, PAGE * (3 - LENGTH), BAR, facecolor=SKY, hatch="//")
    _pages(axes, OFFSET, FILE)
    _term(axes, x(OFFSET + 3) + 0.1, FILE + BAR / 2, "fd", "which file")
    y = FILE + BAR + 0.2
    for start, end in ((0, OFFSET), (OFFSET, OFFSET + LENGTH)):
        look = {"arrowstyle": "<|-|>", "color": BLUE, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (x(end), y), (x(start), y), arrowprops=look)
    _term(axes, x(0), y + 0.25, "offset", "whole pages")
    _term(axes, x(OFFSET) + 0.1, y + 0.25, "length", "1 byte or more")


def _pages(axes, first: int, y: float) -> None:
    for number in range(4):
        line(axes, [x(first + number)] * 2, [y, y + BAR], linewidth=0.8)


def _term(axes, at: float, y: float, name: str, meaning: str) -> None:
    write(axes, at + 0.05, y, name, family="monospace", weight="bold", color=BLUE)
    write(axes, at + 0.15 + 0.085 * len(name), y, meaning)


if __name__ == "__main__":
    draw().save(Path(__file__).with_suffix(".svg"))
