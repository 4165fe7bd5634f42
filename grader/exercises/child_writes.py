"""child_writes(path, produce) -> bytes: one child's bytes, through a mapping of a file."""

import mmap
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from grader.exercise import Broken, Call, Exercise, InScratch, OnFile, mistake, rule, with_inverted
from grader.kit import clues, rules, ways
from grader.kit.mistakes import general, shared_file, sharing
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
        with_inverted(_call(fresh, fresh.randrange(9, page), str, late=0), lambda _: True),
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


@mistake(
    "The mapping has another length than the file",
    "The file's length differs from call to call. Only what lies in the window of a mapping (its "
    "length, from its offset on) can be stored and read through it, and Python maps no more than "
    "the file has.",
    "Take the length from the file: `mmap.mmap(file.fileno(), 0)` maps all of it.",
)
def mapped_too_little(seen: Seen, _source: str) -> bool:
    lengths = [event.mapping.length for event in clues.of_its_files(seen)]
    too_little = bool(lengths) and sum(lengths) < seen.call.size
    return too_little or clues.raised(seen, "ValueError", "greater than file size")


@mistake(
    "The parent wrote to a private mapping before it read it",
    "A private mapping (`ACCESS_COPY`, MAP_PRIVATE) shows the file until you write to it. A page "
    "that was written to is a copy of your own from then on: what others store does not reach it.",
    "Do not write to it, or map the file shared.",
)
def read_from_a_copy(seen: Seen, _source: str) -> bool:
    own = [event for event in clues.of_its_files(seen) if event.process == 0]
    private = any(not event.mapping.shared and event.mapping.writable for event in own)
    return private and seen.after == seen.call.expect and clues.wrong_value(seen)


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
        rules.through_memory(no_other_way),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(
        general.not_written,
        general.not_run,
        sharing.forking_children,
        *general.ERRORS,
        sharing.socket_refused,
        sharing.way_refused,
        general.parent_ended,
        sharing.parent_called,
        shared_file.opened_one_way,
        shared_file.emptied_by_opening,
        mapped_too_little,
        sharing.taken_for_text,
        sharing.file_position,
        general.child_raised,
        sharing.signal_lost,
        sharing.byte_for_a_flag,
        general.never_ends,
        sharing.no_child,
        general.bus_error,
        general.segmentation_fault,
        general.child_strayed,
        shared_file.file_not_mapped,
        shared_file.stored_privately,
        sharing.other_way,
        shared_file.another_mapping,
        sharing.made_outside,
        sharing.no_mapping,
        general.nothing_returned,
        sharing.zeros_stripped,
        sharing.not_bytes,
        sharing.other_length,
        read_from_a_copy,
        sharing.other_place,
        sharing.thread_ended,
        sharing.stored_after_fork,
        sharing.no_wait,
        general.child_left_running,
        general.child_not_reaped,
        general.mapping_left,
        general.descriptor_left,
        sharing.several_children,
        sharing.nothing_called,
        sharing.part_missing,
        sharing.copied_slice,
        sharing.other_bytes,
        shared_file.file_resized,
    ),
)
