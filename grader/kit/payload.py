"""Bytes for a child to store, made so that whoever loses some of them is seen to."""

import random

from grader.witness.turns import Turns


def fresh_payload(fresh: random.Random, size: int) -> bytes:
    """Bytes for a child to store. They end in two zeros, which are bytes like any others, and more
    than is lost by who stops one byte too early. They begin with one that is nobody's exit status,
    unless it is told by one."""
    first = bytes([fresh.randrange(128, 255)])
    return (first + fresh.randbytes(max(0, size - 3)) + b"\0\0")[:size]


def for_turns(payload: bytes, turns: Turns | None) -> bytes:
    """The payload where processes stop. Where the parent does, with what a wait for another byte
    never sees: a zero at first and 255 at last. Where the child does, with another last byte than
    zero, as one that is stored too late is missed, and with what is lost where the bytes are taken
    for text."""
    if turns is None:
        return payload
    if turns.who == "caller":
        return b"\0" + payload[1:-1] + b"\xff"
    middle = len(payload) // 2
    return b" \n" + payload[2:middle] + b"\r\n" + payload[middle + 2 : -1] + b"\n"
