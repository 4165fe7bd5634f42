"""Page arithmetic: what the kernel rounds, and which bytes of a mapping exist (mmap(2), NOTES).

Everything here counts bytes and takes the page size as an argument, so that a machine with 4 KiB
pages can reason about one with 16 or 64 KiB.
"""

from __future__ import annotations

from dataclasses import dataclass
from mmap import PAGESIZE


def _check(page: int, **sizes: int) -> None:
    if page <= 0 or page & (page - 1):
        raise ValueError(f"page size {page} is not a power of two")
    for name, value in sizes.items():
        if value < 0:
            raise ValueError(f"{name} is {value}: give a number of bytes, 0 or more")


def round_down(n: int, page: int = PAGESIZE) -> int:
    """Return the start of the page that holds byte `n`. Raises ValueError on a bad size."""
    _check(page, n=n)
    return n & -page


def round_up(n: int, page: int = PAGESIZE) -> int:
    """Return the smallest multiple of the page size that is at least `n` bytes."""
    _check(page, n=n)
    return (n + page - 1) & -page


def touched(offset: int, length: int, page: int = PAGESIZE) -> range:
    """Return the page numbers that the bytes `offset` to `offset + length - 1` lie on."""
    _check(page, offset=offset, length=length)
    if length == 0:
        return range(0)
    return range(offset // page, (offset + length - 1) // page + 1)


@dataclass(frozen=True)
class Extent:
    """What a mapping of a file holds, in bytes; positions count from the start of the file.

    From `start` to `end` lie, in this order: `from_file` bytes of the file, `zeros` bytes that fill
    the file's last page, `sigbus` bytes on pages wholly past the end of the file. At `end` the
    mapping is over. `aligned` is False when the kernel refuses the offset that was asked for
    (EINVAL); then the extent is that of the nearest page boundary below it.
    """

    start: int
    end: int
    from_file: int
    zeros: int
    sigbus: int
    aligned: bool


def extent(file_size: int, offset: int, length: int, page: int = PAGESIZE) -> Extent:
    """Tell what `mmap` of `length` bytes at `offset` of a file of `file_size` bytes would hold.

    Raises ValueError for sizes below 0, and for a length of 0, which the kernel refuses too.
    """
    _check(page, file_size=file_size, offset=offset, length=length)
    if length == 0:
        raise ValueError("length is 0: mmap refuses it with EINVAL; ask for 1 byte or more")
    start, end = round_down(offset, page), round_up(offset + length, page)
    file_end = min(max(file_size, start), end)
    page_end = min(max(round_up(file_size, page), start), end)
    return Extent(
        start, end, file_end - start, page_end - file_end, end - page_end, start == offset
    )
