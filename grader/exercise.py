"""What an exercise is: calls made fresh, rules that what was seen must keep, and known mistakes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
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
    """One call of the student's function.

    `handed` maps names of `wire.Handed` arguments to functions of the judge's; `payload` is what
    must travel through shared memory (bytes); where it may do so in any form, `fills` has the judge
    count the bytes that change there; `size` is how many bytes the call is about, or 0
    where only its value is judged; answer number `late` of the callables (from 1 on, 0 for none)
    is held back until everyone else waits; `seconds` is the run's own time for the call and
    `cpu_seconds` its processor time; `leaves` names the files that may be in the run's folder
    afterwards; `prepare` and `inspect` get that folder before and after; `data_bytes` is what each
    process may allocate on top of what the first one holds when the call begins.
    `actor` is the process that makes the call, of those unrelated ones that share the folder;
    `begins` says when, in seconds of the scene's own time. With `turns`, children stop before each
    store to shared memory, each lock and each read, and take turns; each call needs its own. With
    `may_raise`, an exception is judged by a rule of the exercise's own, not by `rules.ended`. At
    each change that it makes to the file `pauses_at`, in the run's folder, the caller pauses until
    the other actors have had time to look, and for the time that it `lingers` at the one that gives
    the file a length. Before the first system call by which it may "make" a
    file or "cut" one, whichever `hesitates` says, the caller is held for so long that another
    process can come between what it has looked at and what it does then. Where a number is given at
    `rests`, the caller rests before it loads from the mapping of a file at the place of its program
    that is the `rests`-th to do so, until the other actors have done what they can. `seconds_alone`
    is the time that a call which only waits for others of its scene has when those have returned.
    `before` is a value that was right before the scene. The pids of children are multiples of
    `pids_apart`; with `exits_late` a child that is about to exit does so when everyone else waits
    for it.
    """

    function: str
    args: tuple = ()
    expect: Any = None
    handed: dict[str, Callable] = field(default_factory=dict)
    payload: bytes = b""
    fills: bool = False
    size: int = 0
    late: int = 1
    seconds: float = 5.0
    cpu_seconds: float = 1.5  # a right solution needs a few hundredths
    leaves: frozenset[str] = frozenset()
    prepare: Callable[[Path], None] | None = None
    inspect: Callable[[Path], Any] | None = None
    data_bytes: int | None = None
    actor: int = 0
    begins: float = 0.0
    turns: Turns | None = None
    may_raise: bool = False
    pauses_at: str = ""
    lingers: float = 0.0
    hesitates: str = ""
    rests: int = 0
    seconds_alone: float | None = None
    before: Any = None
    pids_apart: int = 1
    exits_late: bool = False

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(_told, self.args))})"

    def arguments(self, scratch: Path) -> list:
        """The arguments as the run gets them."""
        return [
            argument.kind(scratch / argument.name) if isinstance(argument, InScratch) else argument
            for argument in self.args
        ]


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
    was broken; `cost` is the share of the points that breaking it takes."""

    name: str
    line: str
    judge: Callable[["Seen"], None]
    needs: tuple[str, ...] = ()
    cost: float = 1.0


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
