"""chat(path, lines, reply) -> list[bytes]: lines and answers take turns in a file's mapping."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from grader.exercise import Broken, Call, Exercise, InScratch, OnFile, rule
from grader.kit import clues, rules, ways
from grader.kit.mistakes.shared_file import LONGEST, TALK
from grader.stage.decoy import LEAST, decoy
from grader.wire import Guarded, Handed
from grader.witness.seen import Seen
from grader.witness.turns import Glances, Turns
from mapscope.words import count

FILE = "chat.bin"
FILE_BYTES = 4096  # by the contract, whatever the size of a page
LONG = 900  # of what is nearly as long as may be


@dataclass
class Talk(OnFile):
    """A call that keeps its lines. `secret` are all bytes of a talk of which a piece is enough to
    tell which way they went: random ones, each line and each answer about as long as may be.
    Where it is had `again`, the file is as the talk before has left it."""

    lines: tuple[bytes, ...] = ()
    secret: bytes = b""
    again: bool = False

    def __post_init__(self):
        super().__post_init__()
        if self.again:
            self.prepare = None


def calls(fresh: random.Random) -> list[Call]:
    echo = fresh.randbytes(40)
    edges = [  # lines and answers that look like a flag, a length or an end
        (b"\0", b""),
        (b"a\0\0", b"\0"),
        (b"\1", bytes(LONGEST)),
        (b"\n", b"\r\n"),
        (echo, echo),
        (echo, echo),
        (b"\xff" * LONGEST, b" end \0\0"),
    ]
    return [
        _call([], b"\0", Path),
        _call([(fresh.randbytes(1), fresh.randbytes(3))], b"\0", str),
        replace(_call(_long(fresh, 1), b"\0", str), again=True, exits_late=True),
        _call(edges, b"\1", Path),
        _call(_long(fresh, 12), fresh.randbytes(FILE_BYTES), str, late=2),
        _call(_long(fresh, 3), b"\2", str, turns=Glances("children", at_calls=True)),
        _call(_long(fresh, 3), b"\1", str, turns=Glances("caller", at_calls=True)),
        replace(_call(_long(fresh, 1), b"\0", str, turns=Glances("caller")), again=True),
    ]


def harder(fresh: random.Random) -> list[Call]:
    """More lines than there are values of a byte. On a busy machine each costs a stretch of
    processor time where both spin."""
    short = [(fresh.randbytes(fresh.randrange(1, 9)), fresh.randbytes(5)) for _ in range(300)]
    return [replace(_call(list(dict(short).items()), b"\xff", Path), cpu_seconds=6.0)]


def _long(fresh: random.Random, count: int) -> list[tuple[bytes, bytes]]:
    sizes = [(fresh.randrange(LONG, LONGEST), fresh.randrange(LONG, LONGEST)) for _ in range(count)]
    sizes[count // 2] = LONGEST, LONGEST
    return [(fresh.randbytes(line), fresh.randbytes(answer)) for line, answer in sizes]


def _call(
    talk: list[tuple[bytes, bytes]],
    fill: bytes,
    kind: type,
    late: int = 0,
    turns: Turns | None = None,
) -> Talk:
    answers = dict(talk)
    lines, said = [line for line, _ in talk], [answer for _, answer in talk]
    is_long = all(min(len(line), len(answer)) >= LONG for line, answer in talk)
    return Talk(
        "chat",
        (InScratch(FILE, kind), Guarded(lines), Handed("reply")),
        expect=said,
        # A line that arrived damaged gets an answer too: the report tells what became of it.
        handed={"reply": lambda line: answers.get(line, b"?" * 100)},
        payload=talk[-1][1] if talk else b"",
        size=min(sum(map(len, lines)), sum(map(len, said))),
        late=late,
        turns=turns,
        seconds=10.0,
        file=FILE,
        before=(fill * FILE_BYTES)[:FILE_BYTES],
        lines=tuple(lines),
        secret=b"".join(lines + said) if is_long else b"",
    )


@rule("A child process calls `reply`, not the parent, and one child answers every line.")
def one_child_replies(seen: Seen) -> None:
    if any(event.name == "reply()" for event in seen.of("refused")):
        raise Broken("The parent called `reply` itself.")
    if not seen.call.lines:
        return
    if not seen.of("fork"):
        raise Broken("No child process was made.")
    children = clues.callers(seen)
    if not children:
        raise Broken("No child called `reply`.")
    if len(children) > 1:
        raise Broken(
            f"{len(children)} processes called `reply`; one child is to answer every line."
        )


@rule("A shared, writable mapping of the file is made.")
def maps_file(seen: Seen) -> None:
    made = [event.mapping for event in clues.of_its_files(seen)]
    if seen.call.lines and not any(mapping.shared and mapping.writable for mapping in made):
        raise Broken(f"No such mapping was made.{rules.made_instead(seen)}")


@rule("Each line reaches the child whole, through the mapping.", needs=("one_child_replies",))
def lines_arrive(seen: Seen) -> None:
    asked = [event.content for event in seen.of("call")]
    for number, line in enumerate(seen.call.lines, 1):
        if line in asked:
            continue
        if len(line) >= LEAST and decoy(len(line)) in asked:
            raise Broken(
                f"`reply` got a copy of line {number} that the child had inherited. The check puts "
                f"other bytes there: a line is to come through the mapping."
            )
        wanted = f"`reply` was to get line {number}, {rules.show(line)}."
        if number > len(asked):
            raise Broken(f"{wanted} It got no call.")
        got = asked[number - 1]
        raise Broken(f"{wanted} It got {rules.show(got)}.{rules.difference(line, got)}")
    strange = [content for content in asked if content and content not in seen.call.lines]
    if strange:
        raise Broken(
            f"`reply` got each line, and also {rules.show(strange[0])}, which is none: the child "
            f"took what was there before a line had come."
        )


@rule("It returns the answers, in order.", needs=("ended",))
def right_answers(seen: Seen) -> None:
    expect, value = seen.call.expect, seen.outcome.get("value")
    is_list = seen.outcome["type"] == "list" and isinstance(value, list)
    if not is_list or not all(type(item) is bytes for item in value):
        raise Broken(f"Expected a list of `bytes`, got {rules.no_list_of_bytes(seen)}.")
    if len(value) != len(expect):
        raise Broken(f"Expected {count(len(expect), 'answer')}, got {len(value)}.")
    for number, (wanted, got) in enumerate(zip(expect, value, strict=True), 1):
        if wanted != got:
            raise Broken(
                f"Answer {number}: expected {rules.show(wanted)}, got {rules.show(got)}."
                + rules.difference(wanted, got)
            )


@rule("They talk in the file.", needs=("maps_file",))
def file_used(seen: Seen) -> None:
    # What the file held at first was random in this call: nobody leaves it just so who used it.
    if seen.call.late and seen.after == seen.call.before:
        raise Broken("The file holds what it held before: nothing was stored in it.")


@rule("The file keeps its size.", cost=0.5)
def file_keeps_size(seen: Seen) -> None:
    if seen.after is not None and len(seen.after) != FILE_BYTES:
        raise Broken(f"The file had {FILE_BYTES:,} bytes and now has {len(seen.after):,}.")


@rule(
    "Lines and answers travel through the mapping and no other way.", needs=("one_child_replies",)
)
def no_other_way(seen: Seen) -> None:
    if not seen.call.secret:
        return
    if ways.talked_beside(seen):
        raise Broken("Lines or answers were held by another mapping than that of the file.")
    lines, answers = sum(map(len, seen.call.lines)), sum(map(len, seen.call.expect))
    less = min(lines, answers)
    much = less > 2 * ways.TOKENS and ways.carried_by_calls(seen) > less / 2
    if much or ways.told_by_calls(seen, seen.call.secret):
        moved = ways.moved_by_calls(seen)
        raise Broken(
            f"Of {lines:,} bytes of lines and {answers:,} of answers, this moved by system calls: "
            f"{ways.in_words(moved)}."
        )


EXERCISE = Exercise(
    name="chat",
    assignment="2-parent-and-child",
    points=5,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        one_child_replies,
        maps_file,
        lines_arrive,
        right_answers,
        file_used,
        file_keeps_size,
        no_other_way,
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=TALK,
)
