"""child_writes(path, produce) -> bytes: one child's bytes, through a mapping of a file."""

import mmap
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from grader.exercise import Broken, Call, Exercise, InScratch, OnFile, rule
from grader.kit import clues, rules, ways
from grader.kit.mistakes import shared_file
from grader.kit.payload import for_turns, fresh_payload
from grader.wire import Handed
from grader.witness.seen import Event, Seen
from grader.witness.turns import Glances, Turns
from mapscope.words import count

FILE = "message.bin"


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE
    large = 16 * page + fresh.randrange(1, page)
    return [
        replace(_call(fresh, 1, Path, late=0), exits_late=True),
        _call(fresh, page, Path, late=0, turns=Glances("caller")),
        _call(fresh, large, str, late=1),
        _call(
            fresh,
            fresh.randrange(9, page),
            str,
            late=0,
            turns=Glances("children", since="produce()"),
        ),
    ]


def _call(fresh, capacity: int, kind: type, late: int, turns: Turns | None = None) -> Call:
    payload = fresh_payload(fresh, capacity)
    # Nothing that could be taken for "not yet": no zeros, and the first and the last byte stay.
    before = payload[:1] + bytes([fresh.randrange(1, 256)]) * (capacity - 2) + payload[-1:]
    payload = for_turns(payload, turns)
    return OnFile(
        "child_writes",
        (InScratch(FILE, kind), Handed("produce")),
        expect=payload,
        handed={"produce": lambda: payload},
        payload=payload,
        size=capacity,
        late=late,
        turns=turns,
        file=FILE,
        before=before[:capacity],
    )


@rule("A shared, writable mapping of the file is made for the child.")
def maps_file(seen: Seen) -> None:
    own = clues.of_its_files(seen)
    _covered(seen, (e for e in own if e.mapping.shared and e.mapping.writable))


@rule("The parent has a mapping of the file to read from.")
def parent_maps_file(seen: Seen) -> None:
    _covered(seen, (e for e in clues.of_its_files(seen) if e.process == 0))


@rule("The file holds the bytes afterwards, and has kept its size.", needs=("ended", "maps_file"))
def file_holds(seen: Seen) -> None:
    found, expect = seen.after or b"", seen.call.expect
    if len(found) != len(expect):
        raise Broken(f"The file had {count(len(expect), 'byte')} and now has {len(found):,}.")
    if found != expect:
        raise Broken(
            f"The file does not hold what `produce` made.{rules.difference(expect, found)}"
        )


@rule(
    "The bytes travel through the mapping of the file and no other way.",
    needs=("child_produces",),
)
def no_other_way(seen: Seen) -> None:
    if ways.held_beside(seen):
        raise Broken("The bytes were held by another mapping than that of the file.")
    rules.no_other_way.judge(seen)


def _covered(seen: Seen, made: Iterable[Event]) -> None:
    """A window that moves over the file is as good as one mapping of it all."""
    covered = sum(event.mapping.length for event in made)
    if covered < seen.call.size:
        raise Broken(
            f"Of the file's {count(seen.call.size, 'byte')}, {covered:,} were mapped so."
            + rules.made_instead(seen)
        )


EXERCISE = Exercise(
    name="child_writes",
    assignment="2-parent-and-child",
    points=5,
    calls=calls,
    rules=(
        rules.ended,
        rules.child_produces,
        maps_file,
        parent_maps_file,
        rules.waits,
        rules.right_bytes,
        file_holds,
        no_other_way,
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=shared_file.ONE_MESSAGE,
)
