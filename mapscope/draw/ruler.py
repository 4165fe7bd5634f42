"""The ruler of a file and its mapping: what was asked for, and what the kernel maps."""

from __future__ import annotations

from mmap import PAGESIZE

from ..pages import Extent, extent, round_up
from ..words import count, join, span
from .palette import BODY, CHARACTER, FAINT, ORANGE, RED, RULE, SKY, TITLE, WIDTH, YELLOW
from .paper import Picture, box, canvas, line, write

LEFT, RIGHT, BAR, ROW = 1.15, WIDTH - 0.45, 0.32, 0.68  # inches
ZONES = {  # name: colour, hatch, what an access meets there
    "file": (SKY, "", "bytes of the file"),
    "zeros": (
        YELLOW,
        "..",
        "zero tail of the last page: reads give 0, stores never reach the file",
    ),
    "SIGBUS": (ORANGE, "//", "pages with no byte of the file behind them: SIGBUS"),
    "SIGSEGV": ("white", "xx", "past the mapping: SIGSEGV, unless something else is mapped there"),
}


def ruler(file_size: int, offset: int, length: int, page: int = PAGESIZE) -> Picture:
    """Draw the mapping of `length` bytes at `offset` of a file of `file_size` bytes.

    All four are in bytes. Raises ValueError for sizes below 0 and for a length of 0.
    """
    held = extent(file_size, offset, length, page)
    zones = _zones(held, page)
    figure, axes = canvas(3.2 + 0.25 * len(zones))
    first, last = _window(file_size, held, page)

    def x(position: int) -> float:
        return LEFT + (RIGHT - LEFT) * (position - first) / (last - first)

    def bar(row: int, start: int, end: int, **kind) -> None:
        start, end = max(start, first), min(end, last)
        if start < end:
            box(axes, x(start), 0.6 + row * ROW, x(end) - x(start), BAR, **kind)

    def label(row: int, name: str, start: int, text: str, **kind) -> None:
        write(axes, 0.15, 0.6 + row * ROW + BAR / 2, name, size=BODY, **kind)
        left = min(max(x(start), LEFT), RIGHT - CHARACTER * len(text))
        write(axes, left, 0.6 + row * ROW + BAR + 0.13, text, **kind)

    asked = f"{count(length, 'byte')} at offset {offset:,} of a file of {count(file_size, 'byte')}"
    write(axes, 0.15, 0.27, f"mmap: {asked}", size=TITLE, weight="bold")
    _grid(axes, x, first, last, page)

    bar(0, 0, file_size, facecolor=SKY)
    label(0, "file", first, span(0, file_size))
    if file_size > last:
        write(axes, RIGHT + 0.1, 0.6 + BAR / 2, "…", size=TITLE)

    bar(1, offset, offset + length, linewidth=1.6)
    label(1, "asked for", offset, span(offset, offset + length))

    for name, start, end in zones:
        colour, hatch, _ = ZONES[name]
        bar(2, start, end, facecolor=colour, hatch=hatch, alpha=1 if held.aligned else 0.35)
    if held.aligned:
        pages = count((held.end - held.start) // page, "page")
        label(2, "mapped", held.start, f"{pages}: {span(held.start, held.end)}")
    else:
        label(2, "refused", held.start, _refusal(offset, held, page), color=RED, weight="bold")

    if not held.aligned:
        write(axes, 0.15, 3.25, f"from {held.start:,}:")
    for row, (name, start, end) in enumerate(zones):
        colour, hatch, meaning = ZONES[name]
        y = 3.25 + 0.25 * row
        box(axes, LEFT, y - 0.08, 0.3, 0.16, facecolor=colour, hatch=hatch)
        size = "" if name == "SIGSEGV" else f"{count(end - start, 'byte')}: "
        write(axes, LEFT + 0.4, y, size + meaning)
    return Picture(figure, _alt(asked, offset, held, page))


def _window(file_size: int, held: Extent, page: int) -> tuple[int, int]:
    """Return the bytes to draw: all of a small file, the mapping's surroundings in a large one."""
    pages = (held.end - held.start) // page
    first = 0 if held.start <= 8 * pages * page else held.start - page
    last = held.end + page
    return first, min(max(last, round_up(file_size, page)), held.end + 2 * page)


def _zones(held: Extent, page: int) -> list[tuple[str, int, int]]:
    zones, position = [], held.start
    sizes = {"file": held.from_file, "zeros": held.zeros, "SIGBUS": held.sigbus, "SIGSEGV": page}
    for name, size in sizes.items():
        if size:
            zones.append((name, position, position + size))
        position += size
    return zones


def _grid(axes, x, first: int, last: int, page: int) -> None:
    pages = (last - first) // page
    room = (RIGHT - LEFT) / (CHARACTER * len(f"{last:,}  "))
    step = page * -(-pages // int(room))
    for position in range(first, last + 1, page if pages <= 64 else step):
        for top in (0.6, 0.6 + ROW, 0.6 + 2 * ROW):
            line(axes, [x(position)] * 2, [top - 0.06, top + BAR + 0.06], color=RULE, zorder=0)
    for position in range(first, last + 1, step):
        middle = min(x(position), WIDTH - CHARACTER * len(f"{position:,}") / 2)
        write(axes, middle, 2.75, f"{position:,}", ha="center", color=FAINT)
    write(axes, 0.15, 2.75, "byte", color=FAINT)
    write(
        axes,
        0.15,
        2.95,
        f"a line at each page of {page:,} bytes" if pages <= 64 else f"pages of {page:,} bytes",
        color=FAINT,
    )


def _refusal(offset: int, held: Extent, page: int) -> str:
    skip = offset - held.start
    return (
        f"EINVAL: {offset:,} is no multiple of {page:,}. Map from {held.start:,} and skip {skip:,}"
    )


def _alt(asked: str, offset: int, held: Extent, page: int) -> str:
    if not held.aligned:
        return f"Mapping {asked} is refused. {_refusal(offset, held, page)} bytes."
    parts = {
        "from the file": held.from_file,
        "of zeros that fill the last page": held.zeros,
        "past the file's last page, where an access gets SIGBUS": held.sigbus,
    }
    holds = join(f"{count(size, 'byte')} {what}" for what, size in parts.items() if size)
    pages = (held.end - held.start) // page
    hold = "holds" if pages == 1 else "hold"
    return (
        f"Mapping {asked}: the kernel maps {count(pages, 'page')} of {page:,} bytes, which {hold} "
        f"{holds}. At byte {held.end:,} the mapping is over."
    )
