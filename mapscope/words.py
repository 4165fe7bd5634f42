"""Numbers and lists in sentences."""

from collections.abc import Iterable


def join(words: Iterable[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def count(n: int, noun: str) -> str:
    """Return `1 page`, `2,000 pages`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}{'es' if noun.endswith('s') else 's'}"


def span(start: int, end: int) -> str:
    """Return `byte 3`, or `bytes 3 to 1,000`, of those before `end`."""
    if end - start < 2:
        return f"byte {start:,}" if start < end else "no bytes"
    return f"bytes {start:,} to {end - 1:,}"
