"""The exercises `writer` and `reader`, which are checked together: scenes in which neither process
is the other's parent, and the rules that it takes both to keep."""

import mmap
import random
from dataclasses import replace
from pathlib import Path

from grader.exercise import Broken, Call, InScratch, Rule, rule
from grader.kit import clues, rules
from grader.witness.seen import Seen

CAPACITY, LONGEST = 64, 255  # records, bytes of one
FILES = ("early", "full", "single", "meanwhile")
BETWEEN = {"single": "reader", "meanwhile": "writer"}  # who hesitates there
STARTED = 0.05  # s by which the early readers look for the file or wait in it
LATE = 1.6  # s after which a writer comes for whom the readers wait, and by which it stays empty
SECONDS = 14.0  # of the scene's time: the pauses that the writer makes are not the reader's fault
ALONE = 2.5  # s in which a reader sees what a writer that has ended left
FIRST, SECOND = 1, 2  # the actors that read; 0 is the writer


def scenes(fresh: random.Random) -> list[list[Call]]:
    """Readers that come before the writer, or after it has ended; a full file, and one record;
    then fewer and shorter records in the place of the first ones, with a reader that comes while
    they are being replaced, and may still take the first ones."""
    early, full = _mixed(fresh), [fresh.randbytes(LONGEST - 1) + b"\0" for _ in range(CAPACITY)]
    again = [_unlike(old, fresh) for old in early[:3]]
    single, meanwhile = [b"\0"], [fresh.randbytes(9), b"\0"]
    return [
        [
            _reader("early", early, len(early), FIRST),
            replace(_reader("early", early, 1, SECOND), begins=2 * LATE - STARTED),
            replace(_writer("early", early), begins=LATE, pauses_at="early", lingers=LATE),
        ],
        [_reader("early", early, len(early), FIRST), _reader("early", early, 2, SECOND)],
        [_writer("full", full)],
        [_reader("full", full, len(full), FIRST), _reader("full", full, len(full), SECOND)],
        [
            replace(_reader("single", single, 1, FIRST, Path), hesitates="make"),
            replace(_reader("single", single, 1, SECOND), hesitates="cut", begins=STARTED),
            replace(_writer("single", single, Path), begins=2 * STARTED),
        ],
        [
            replace(_writer("meanwhile", meanwhile), hesitates="make", pauses_at="meanwhile"),
            replace(
                _reader("meanwhile", meanwhile, 2, FIRST), hesitates="cut", begins=STARTED, rests=2
            ),
            replace(_reader("meanwhile", meanwhile, 2, SECOND), begins=2 * STARTED, rests=3),
        ],
        [
            replace(_writer("early", again), pauses_at="early"),
            replace(_reader("early", again, 2, FIRST), begins=STARTED, before=early[:2]),
        ],
        [_reader("early", again, 3, FIRST), _reader("early", again, 1, SECOND)],
    ]


def _mixed(fresh: random.Random) -> list[bytes]:
    """Records of every kind, the long ones more than a page together where a page is small. An
    even number of 0x80 adds up to zero, in a sum and in an exclusive or of its bytes. One of the
    first three at least is longer than what comes in its place `again`; the last one has been
    there before."""
    short = [b"\0", fresh.randbytes(3) + b"\0\0", b"\n", b"\x80" * (2 * fresh.randint(2, 20))]
    fresh.shuffle(short)
    most = CAPACITY - len(short) - 1
    long = [
        fresh.randbytes(fresh.randint(LONGEST - 40, LONGEST))
        for _ in range(min(most, mmap.PAGESIZE // LONGEST + 3))
    ]
    return [*short, *long, long[0]]


def _unlike(old: bytes, fresh: random.Random) -> bytes:
    """A short record that can be told from the old one by its first byte."""
    first = (old[0] + fresh.randrange(1, 256)) % 256
    return bytes([first]) + fresh.randbytes(fresh.randrange(3))


def _writer(name: str, records: list[bytes], kind: type = str) -> Call:
    return Call(
        "writer",
        (InScratch(name, kind), records),
        size=sum(map(len, records)),
        seconds=SECONDS,
        leaves=frozenset(FILES),
    )


def _reader(name: str, records: list[bytes], count: int, actor: int, kind: type = str) -> Call:
    return Call(
        "reader",
        (InScratch(name, kind), count),
        expect=records[:count],
        cpu_seconds=1.0,
        seconds_alone=ALONE,
        size=sum(map(len, records[:count])),
        seconds=SECONDS,
        leaves=frozenset(FILES),
        actor=actor,
    )


def of(function: str, general: Rule) -> Rule:
    """The rule for the calls of one of the two functions."""

    def judge(seen: Seen) -> None:
        if seen.call.function == function:
            general.judge(seen)

    return replace(general, judge=judge)


@rule("Each reader returns the records that were written, whenever it comes.")
def right_records(seen: Seen) -> None:
    if seen.call.function != "reader":
        return
    try:
        _compare(seen)
    except Broken as broken:
        raise Broken(f"{broken}{_also_raised(seen)}") from None


def _also_raised(seen: Seen) -> str:
    """The error by which the writer of a reader's file ended, or else another reader."""
    writer = writer_of(seen)
    others = [one for one in seen.scene if one is not seen and seen.ending != "raised"]
    for one in (writer, *others):
        if one is not None and one.ending == "raised":
            beside = any(each is one for each in seen.scene)
            place = " beside it" if beside else ", which had come before,"
            return f" `{one.call}`{place} raised {clues.error(one).rstrip('.')}."
    return ""


def writer_of(seen: Seen) -> Seen | None:
    """The call that wrote, or was to write, the file of this one."""
    last = None
    for one in seen.run:
        same = one.call.function == "writer" and one.call.args[0].name == seen.call.args[0].name
        last = one if same else last
        if one is seen.scene[-1]:
            break
    return last


def _compare(seen: Seen) -> None:
    if seen.ending != "returned":
        error = f": {clues.error(seen).rstrip('.')}" if seen.ending == "raised" else ""
        raise Broken(f"A reader {_ENDINGS.get(seen.ending, 'did not end')}{error}.")
    kind, value, expect = seen.outcome["type"], seen.outcome.get("value"), seen.call.expect
    if value is not None and value == seen.call.before:
        return
    if kind != "list" or not isinstance(value, list):
        raise Broken(f"Expected a `list` of `bytes`, got {rules.no_list_of_bytes(seen)}.")
    if len(value) != len(expect):
        raise Broken(f"Expected {len(expect)} records, got {len(value)}.")
    for number, (wanted, got) in enumerate(zip(expect, value, strict=True)):
        if type(got) is not bytes:
            raise Broken(f"Record {number} is `{type(got).__name__}`; `bytes` were asked for.")
        if wanted != got:
            raise Broken(
                f"Record {number}: expected {rules.show(wanted)}, got {rules.show(got)}."
                f"{rules.difference(wanted, got)}"
            )


_ENDINGS = {
    "cut short": "could not go on: the process of the other function, or reader, had ended",
    "raised": "raised an error",
    "missing": "is missing: there is no function `reader` in the notebook",
    "exited": "ended its process",
    "killed": "was killed by a signal",
    "overtime": "waited without end",
    "overworked": "waited without end",
    "stuck": "waited without end",
}


@rule("The file is mapped.", needs=("ended",))
def file_mapped(seen: Seen) -> None:
    if seen.ending != "returned":
        return
    files = clues.maps_of_file(seen)
    if not files:
        raise Broken(f"No mapping of a file was made.{rules.made_instead(seen)}")
    if seen.call.function == "writer" and not any(m.shared and m.writable for m in files):
        raise Broken(f"No shared, writable mapping of it was made.{rules.made_instead(seen)}")


@rule("The bytes travel through the mapping of the file and no other way.", needs=("ended",))
def through_the_file(seen: Seen) -> None:
    for event in seen.of("map"):
        if event.mapping.shared and event.mapping.backing.startswith("/dev/shm/"):
            raise Broken(f"Shared memory beside the file was used: {event.mapping.backing}.")
    rules.no_other_way.judge(seen)
    if seen.untold:
        raise Broken(
            "The file was changed while nobody could look at it step by step, as the check does: "
            "leave the trace function alone."
        )
