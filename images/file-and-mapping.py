"""A file, the page cache and an address space: the relation that the whole course is about."""

from pathlib import Path

from mapscope.draw.palette import BAND, BLUE, BODY, FAINT, GREEN, INK, ORANGE, SKY, TITLE
from mapscope.draw.paper import Picture, box, canvas, line, write

ALT = (
    "Pages 0, 1 and 3 of a mapping point at frames of the page cache, which hold the file's bytes; "
    "page 2 points nowhere until a fault brings it. read() instead copies from the page cache into "
    "a buffer of the program. The disk is read by faults and written by write-back."
)
SPACE, CACHE, DISK, WIDE = 0.2, 4.1, 7.5, 1.3  # where the columns begin and their width, inches
ROW = 0.36
MAPPED, FRAMES, BLOCKS = 1.85, 1.55, 1.55  # where the rows of pages begin
BUFFER = 3.65
PRESENT = (0, 1, 3)  # pages of the file that are in the page cache


def draw() -> Picture:
    figure, axes = canvas(4.95)
    write(axes, 0.15, 0.27, "A file, the page cache, an address space", size=TITLE, weight="bold")
    for x, name, note in (
        (SPACE, "address space", "of one process, from its lowest address"),
        (CACHE, "page cache", "memory, the kernel's"),
        (DISK, "file", "on the disk"),
    ):
        write(axes, x, 0.75, name, size=BODY, weight="bold")
        write(axes, x, 0.97, note, color=FAINT)
    _address_space(axes)
    for page in PRESENT:
        _page(axes, CACHE, FRAMES + ROW * page, page, facecolor=SKY)
    for page in range(4):
        _page(axes, DISK, BLOCKS + ROW * page, page)
    _page_table(axes)
    _disk_traffic(axes)
    _read_call(axes)
    return Picture(figure, ALT)


def _address_space(axes) -> None:
    box(axes, SPACE, 1.2, WIDE, 3.5, facecolor=BAND)
    for y, name in ((1.37, "code"), (1.65, "heap"), (4.4, "stack")):
        write(axes, SPACE + WIDE / 2, y, name, ha="center")
    for page in range(4):
        look = {"facecolor": SKY} if page in PRESENT else {"hatch": "..", "edgecolor": FAINT}
        _page(axes, SPACE, MAPPED + ROW * page, page, **look)
    write(axes, SPACE + WIDE + 0.1, MAPPED + ROW * 4 - 0.05, "the mapping", weight="bold")
    box(axes, SPACE, BUFFER, WIDE, 0.4, facecolor=ORANGE, hatch="//")
    label = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1.5}}
    write(axes, SPACE + WIDE / 2, BUFFER + 0.2, "buffer", ha="center", **label)


def _page(axes, x: float, y: float, page: int, **look) -> None:
    box(axes, x, y, WIDE, ROW, **look)
    label = (
        {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}} if "hatch" in look else {}
    )
    write(axes, x + WIDE / 2, y + ROW / 2, f"page {page}", ha="center", **label)


def _page_table(axes) -> None:
    """The page table's entries: one for each page that was touched, none for page 2."""
    for page in PRESENT:
        start, end = MAPPED + ROW * (page + 0.5), FRAMES + ROW * (page + 0.5)
        _arrow(axes, SPACE + WIDE, start, CACHE, end, color=BLUE)
    y = MAPPED + ROW * 2.5
    _arrow(axes, SPACE + WIDE, y, SPACE + WIDE + 0.4, y - 0.05, color=FAINT, linestyle=":")
    write(axes, SPACE + WIDE + 0.48, y - 0.06, "nothing yet: first touch faults", color=FAINT)
    write(
        axes,
        (SPACE + WIDE + CACHE) / 2,
        1.5,
        "page table: same bytes, no copy",
        ha="center",
        color=BLUE,
    )


def _disk_traffic(axes) -> None:
    middle = (CACHE + WIDE + DISK) / 2
    for y, start, end, text in (
        (FRAMES + ROW * 0.5, DISK, CACHE + WIDE, "a fault reads"),
        (FRAMES + ROW * 1.5, CACHE + WIDE, DISK, "write-back, msync"),
    ):
        _arrow(axes, start, y, end, y, color=GREEN, linestyle="--")
        write(axes, middle, y - 0.13, text, ha="center", color=INK)


def _read_call(axes) -> None:
    bottom = FRAMES + ROW * 4
    x, y = CACHE + WIDE * 0.8, BUFFER + 0.2
    line(axes, [x, x], [bottom, y], color=ORANGE, linewidth=2.5)
    _arrow(axes, x, y, SPACE + WIDE, y, color=ORANGE, linewidth=2.5)
    write(axes, (x + SPACE + WIDE) / 2, y - 0.16, "read(): copies every byte", ha="center")


def _arrow(axes, x: float, y: float, to_x: float, to_y: float, **look) -> None:
    kind = {"arrowstyle": "-|>", "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0} | look
    axes.annotate("", (to_x, to_y), (x, y), arrowprops=kind)


if __name__ == "__main__":
    draw().save(Path(__file__).with_suffix(".svg"))
