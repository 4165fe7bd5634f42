"""Which way the bytes of a call went: what of them shared memory held, what system calls moved."""

import zlib
from pathlib import Path

import numpy as np

from grader.kit import clues
from grader.witness.seen import SAMPLE, Event, Seen

TOKEN_SHARE = 16  # a payload this many times larger than what moved otherwise went by the mapping
TOKENS = 4096  # bytes that locks, pickles of a pool and the like may move in any case
PIECE = 8  # random bytes that do not turn up by accident
FLAGS = 500  # bytes that flags, lengths and the like may take beside the file


def held_the_payload(seen: Seen) -> list[str]:
    """The shared memory, by path, that held as many bytes as the payload has."""
    payload = seen.call.payload
    if len(payload) < TOKENS:
        return []
    enough = 0.9 * (len(payload) - payload.count(0))
    return [path for path, filled in seen.filled.items() if filled >= enough]


def held_beside(seen: Seen) -> list[str]:
    """As `held_the_payload`, other than the files that the call is about."""
    return [path for path in held_the_payload(seen) if Path(path).name not in seen.call.leaves]


def talked_beside(seen: Seen) -> bool:
    """Was shared memory beside the file once as full as a long answer makes it?"""
    answer = seen.call.payload
    enough = 0.9 * (len(answer) - answer.count(0))
    return len(answer) > FLAGS and any(
        filled >= enough and Path(path).name not in seen.call.leaves
        for path, filled in seen.filled.items()
    )


def came_beside(seen: Seen) -> bool:
    """Did the right value come back although the memory told another one?"""
    return seen.kept and np.array_equal(seen.outcome.get("value"), seen.call.expect)


def told_by_status(seen: Seen) -> bool:
    """Did a child end with the first byte of what it made? With zero each does that went well."""
    makers = clues.callers(seen)
    ended = (event.status for event in seen.of("exit") if event.process in makers)
    first = seen.call.payload[0] if seen.call.payload else 0
    return first != 0 and first in ended


def went_by_calls(seen: Seen) -> bool:
    """Did system calls move more than tokens, or a part of the payload however small?"""
    allowed = max(TOKENS, seen.call.size // TOKEN_SHARE)
    return sum(moved_by_calls(seen).values()) > allowed or told_by_calls(seen, seen.call.payload)


def moved_by_calls(seen: Seen) -> dict[str, int]:
    """Bytes that system calls moved, by the pipe, file or socket they went through."""
    moved: dict[str, int] = {}
    for event in seen.of("send", "read"):
        if not is_filler(event):
            moved[event.name] = moved.get(event.name, 0) + event.bytes
    return moved


def carried_by_calls(seen: Seen) -> int:
    """How many bytes it takes to tell what system calls moved. The protocol of a library says the
    same again and again; of bytes that were made at random none can be left out."""
    moved = [event for event in seen.of("send", "read") if not is_filler(event)]
    known = b"".join(event.content for event in moved)
    return len(zlib.compress(known)) + sum(event.bytes - len(event.content) for event in moved)


def moved_more_than_tokens(seen: Seen, what: str) -> bool:
    """Did calls of this kind ("send" or "read") move a share of what the call is about?"""
    moved = sum(event.bytes for event in seen.of(what))
    return bool(seen.call.size) and moved > seen.call.size // TOKEN_SHARE


def is_filler(event: Event) -> bool:
    """The same byte again and again gives a file its length; it carries nothing."""
    seen_whole = len(event.content) == min(event.bytes, SAMPLE)  # not the first part of several
    return event.bytes > 1 and seen_whole and len(set(event.content)) == 1


def told_by_calls(seen: Seen, secret: bytes) -> bool:
    """Was a piece of these random bytes seen among what system calls moved?"""
    sent = [event.content for event in seen.of("send")]
    if not sent:
        return False
    pieces = {secret[at : at + PIECE] for at in range(0, len(secret) - PIECE + 1, PIECE)}
    return any(
        content[at : at + PIECE] in pieces
        for content in sent
        for at in range(len(content) - PIECE + 1)
    )


def in_words(moved: dict[str, int]) -> str:
    """What `moved_by_calls` tells, in words."""
    return ", ".join(f"{count:,} by {word(name)}" for name, count in moved.items())


def word(name: str) -> str:
    for start, found in (("pipe:", "a pipe"), ("socket:", "a socket"), ("/", "a file")):
        if name.startswith(start):
            return found
    return name
