"""What an exercise is: calls made fresh, rules that what was seen must keep, and known mistakes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import files
from grader.wire import Guarded, Handed
from grader.witness.turns import Turns
from mapscope.words import count

if TYPE_CHECKING:
    from grader.witness.seen import Seen


@dataclass(frozen=True)
class InScratch:
    """An argument that is a path in the run's own folder."""

    name: str
    kind: type = str


@dataclass
class Call:
    """One call of the student's function: with what, what is right, and what it has to stand.

    Seconds are those that the scene has slept or waited (`Witness.clock`), but for `cpu_seconds`.
    """

    function: str
    args: tuple = ()
    handed: dict[str, Callable] = field(default_factory=dict)  # the judge's, by name in `Handed`
    actor: int = 0  # which of the unrelated processes that share the folder makes the call
    begins: float = 0.0  # when

    # What is right.
    expect: Any = None
    before: Any = None  # what was right before the scene, or was in the file
    may_raise: bool = False  # an exception is judged by the exercise's own rule, not `rules.ended`

    # What of it travels.
    size: int = 0  # bytes that the call is about; 0 where only its value is judged
    payload: bytes = b""  # bytes that must travel through shared memory
    fills: bool = False  # in any form: the judge counts the bytes that change there

    # The run's folder, which `prepare` and `inspect` get before and after.
    prepare: Callable[[Path], None] | None = None
    inspect: Callable[[Path], Any] | None = None
    leaves: frozenset[str] = frozenset()  # names of files that may be there afterwards

    # What it may take.
    seconds: float = 5.0
    seconds_alone: float | None = None  # of one that waits for others, when these have returned
    cpu_seconds: float = 1.5  # a right solution needs a few hundredths
    data_bytes: int | None = None  # that each process may allocate on top of what the first has

    # What it has to stand. Each lets a mistake show that goes well nearly always.
    late: int = 1  # which answer, counted from 1, is held back until everyone else waits; 0: none
    exits_late: bool = False  # a child's exit is held back in the same way
    turns: Turns | None = None  # who stops before stores, locks and reads; each call needs its own
    pids_apart: int = 1  # the pids of children are multiples of it
    # The file of the folder at each change of which the caller pauses, until the other actors have
    # had time to look; and for how long at the change that gives it a length.
    pauses_at: str = ""
    lingers: float = 0.0
    # Before which system call the caller is held, until others can come between what it has looked
    # at and what it does then: the first that may "make" a file, or may "cut" one.
    hesitates: str = ""
    # At which place of its program, counting those that load from the mapping of a file, it rests
    # before the load until the other actors have done what they can; 0: at none.
    rests: int = 0
    # Says of which answer on what the others change in shared memory is inverted, before the caller
    # looks at it: True at the last answer; or bytes at one after which the child gets these, and
    # then before the child does (`grader.witness.inversion`). Of such a call only `inverted` rules
    # judge.
    inverted: Callable[["Seen"], bool | bytes] | None = None

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(_told, self.args))})"

    def arguments(self, scratch: Path) -> list:
        """The arguments as the run gets them."""
        return [
            argument.kind(scratch / argument.name) if isinstance(argument, InScratch) else argument
            for argument in self.args
        ]


def with_inverted(call: Call, when: Callable[["Seen"], bool | bytes]) -> Call:
    """The call with its memory `inverted`."""
    return replace(call, inverted=when, late=0)


def _told(argument) -> str:
    """An argument as a reader of the report needs it: a path, bytes and lists without their
    contents."""
    match argument:
        case InScratch():
            return "path"
        case bytes():
            return count(len(argument), "byte")
        case list():
            return count(len(argument), "item")
        case Handed(name):
            return name
        case Guarded(values):
            return _told(values)
    return str(argument)


@dataclass
class OnFile(Call):
    """A call on a file that exists, is called `file` and holds `before`. What it holds afterwards
    is what was found `after` the call: no bytes where it is gone."""

    file: str = ""
    before: bytes = b""

    def __post_init__(self):
        self.leaves = frozenset({self.file})
        self.prepare = lambda folder: files.put(folder / self.file, self.before)
        self.inspect = lambda folder: files.content(folder / self.file) or b""


class Broken(Exception):
    """A rule was broken; the text says what was expected and what came instead."""


@dataclass(frozen=True)
class Rule:
    """A line of the report. `judge` raises `Broken`; a rule is skipped when one that it `needs`
    was broken; `cost` is the share of the points that breaking it takes; `inverted` says that it
    judges calls of which the memory was inverted too."""

    name: str
    line: str
    judge: Callable[["Seen"], None]
    needs: tuple[str, ...] = ()
    cost: float = 1.0
    inverted: bool = False


def rule(line: str, needs: tuple[str, ...] = (), cost: float = 1.0):
    """Make a rule of a function that takes a `Seen` and raises `Broken`."""
    return lambda judge: Rule(judge.__name__, line, judge, needs, cost)


@dataclass(frozen=True)
class Help:
    """A known mistake, told to who made it: what it is, why it happens, what to try."""

    what: str
    why: str
    try_: str


@dataclass(frozen=True)
class Mistake:
    """`recognise` gets what was seen of a call and the student's source text, and says whether
    this is the mistake that was made."""

    name: str
    help: Help
    recognise: Callable[["Seen", str], bool]


def mistake(what: str, why: str, try_: str):
    """Make a mistake of a function that recognises it."""
    return lambda recognise: Mistake(recognise.__name__, Help(what, why, try_), recognise)


@dataclass(frozen=True)
class Exercise:
    """`calls` gets a seeded `random.Random`, and so does `harder`, a further round that is played
    when a hidden test asks for it; a list among the calls is a scene, whose calls are made at the
    same time by one actor each; `mistakes` are asked in order, the first that recognises what was
    seen gives the help. `beside` names further functions of the student's that the calls use."""

    name: str
    assignment: str
    points: int
    calls: Callable[[random.Random], list[Call | list[Call]]]
    rules: tuple[Rule, ...]
    mistakes: tuple[Mistake, ...]
    beside: tuple[str, ...] = ()
    harder: Callable[[random.Random], list[Call | list[Call]]] | None = None
