"""The same bytes four ways, one under the other: items, bytes, places in the file, pages."""

from __future__ import annotations

from collections.abc import Iterable
from mmap import PAGESIZE

import numpy as np

from ..words import count
from .palette import BODY, CHARACTER, FAINT, SKY, TITLE, WIDTH, YELLOW
from .paper import Picture, box, canvas, line, write

MOST, LEFT, TOP, ROW, BAR = 24, 1.5, 0.75, 0.5, 0.34  # bytes; inches


def byte_rows(array: np.ndarray, start: int, length: int, page: int = PAGESIZE) -> Picture:
    """Draw `length` bytes from byte `start` of a C-ordered array, as items, bytes, file and pages.

    The array begins at byte 0 of its file, as a `numpy.memmap` with no offset does. Raises
    ValueError for more than 24 bytes, for none, for bytes outside the array, and for a start or
    length that cuts an item.
    """
    width = array.itemsize
    if not 0 < length <= MOST or not 0 <= start <= array.nbytes - length:
        raise ValueError(f"give 1 to {MOST} bytes that lie inside the array's {array.nbytes:,}")
    if start % width or length % width:
        raise ValueError(f"an item has {width} bytes: give multiples of {width}")
    part = np.ascontiguousarray(array.flat[start // width : (start + length) // width])
    cell = min(0.45, (WIDTH - LEFT - 0.2) / length)
    figure, axes = canvas(TOP + ROW * 4 + 0.1)

    def x(byte: int) -> float:
        return LEFT + cell * (byte - start)

    def cells(row: int, name: str, step: int, texts: Iterable[str]) -> None:
        y = TOP + ROW * row
        write(axes, 0.15, y + BAR / 2, name, size=BODY)
        for at, text in zip(range(start, start + length, step), texts, strict=True):
            box(axes, x(at), y, cell * step, BAR, facecolor=YELLOW if at // page % 2 else SKY)
            write(axes, x(at) + cell * step / 2, y + BAR / 2, text, ha="center")

    def places(row: int, name: str, texts: Iterable[str]) -> None:
        """Write what an item's first byte is called, as many of them as there is room for."""
        y, end = TOP + ROW * row + BAR / 2, 0.0
        write(axes, 0.15, y, name, size=BODY)
        for at, text in zip(range(start, start + length, width), texts, strict=True):
            size = 0.07 + CHARACTER * len(text)
            if end < x(at) and x(at) + size < WIDTH:
                line(axes, [x(at)] * 2, [y - 0.12, y + 0.12], color=FAINT)
                write(axes, x(at) + 0.07, y, text)
                end = x(at) + size

    write(axes, 0.15, 0.27, "The same bytes, by each of their names", size=TITLE, weight="bold")
    firsts = range(start, start + length, width)
    cells(0, f"items ({array.dtype})", width, (_told(item) for item in part))
    cells(1, "bytes (hex)", 1, (f"{byte:02x}" for byte in part.view(np.uint8)))
    places(2, "byte of file", (f"{at:,}" for at in firsts))
    places(3, "page · byte", (f"{at // page:,} · {at % page:,}" for at in firsts))
    first, last = start // page, (start + length - 1) // page
    for number in range(first + 1, last + 1):
        edge = x(number * page)
        line(axes, [edge] * 2, [TOP - 0.1, TOP + ROW * 3 + BAR], linewidth=2, linestyle="--")
        text = f"page {number:,} begins"
        left = min(edge + 0.07, WIDTH - CHARACTER * len(text))
        write(axes, left, TOP - 0.18, text, weight="bold")
    where = f"page {first:,}" if first == last else f"pages {first:,} to {last:,}"
    return Picture(
        figure,
        f"{count(len(part), 'item')} of {count(width, 'byte')}, {_told(part[0])} to "
        f"{_told(part[-1])}, are bytes {start:,} to {start + length - 1:,} of the file "
        f"and lie on {where}.",
    )


def _told(item: np.generic) -> str:
    return f"{item:,}" if isinstance(item, np.integer) else f"{item:.4g}"
