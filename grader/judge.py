"""One verdict: run the student's code on the stage, watch it, apply the rules, write the report."""

import math
import os
import random
import signal
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from grader.exercise import Broken, Call, Exercise, Mistake, Rule
from grader.exercises import find
from grader.fresh import SEEDS, Fresh
from grader.kit import clues
from grader.report import Line, Report
from grader.stage import Stage, StageError
from grader.submission import Submission
from grader.witness.seen import Seen
from grader.witness.watch import Witness
from mapscope.words import count

NOTE = "Not confined by this machine: {0.means}."
SILENT = (
    "the run ended before it came to the submission; where this is a container, its seccomp "
    "profile may deny what the grader needs"
)
STRUCK = (
    "Each time the run was killed, by no process of its own. Does it take so much memory that the "
    "machine has none left?"
)
TRACEBACK = "Traceback (most recent call last)"
LONGEST = 4000  # characters of one text that a report quotes
OVER = "returned", "raised", "cut short"  # endings that leave nothing to be told
TRIES = 3  # runs for one verdict: a cell may end the process, or the kernel, short of memory


@dataclass(frozen=True)
class _Asked:
    """A check that is asked for: what is called, with inputs made from the seed."""

    name: str
    harder: bool
    seed: int

    @cached_property
    def exercise(self) -> Exercise:
        return find(self.name)

    @cached_property
    def scenes(self) -> list[list[Call]]:
        fresh = Fresh(self.seed)
        calls = self.exercise.calls(fresh)
        if self.harder and self.exercise.harder:
            calls += self.exercise.harder(fresh)
        scenes = [call if isinstance(call, list) else [call] for call in calls]
        # The last, as a call may well not end whose memory holds other bytes than were stored.
        return sorted(scenes, key=lambda scene: any(call.inverted for call in scene))

    @property
    def actors(self) -> int:
        return 1 + max(call.actor for scene in self.scenes for call in scene)


def judge(
    stage: Stage,
    submission: Submission,
    name: str,
    harder: bool = False,
    seed: int | None = None,
) -> Report:
    """The report on one function of a submission; `harder` adds the exercise's hidden round, and
    the same `seed` gives the same inputs. `LookupError` for an unknown name, `StageError`
    when this machine cannot run or watch student code."""
    seed = _fresh_seed() if seed is None else seed
    [report] = _in_one_run(stage, submission, [_Asked(name, harder, seed)])
    return report


def judge_all(
    stage: Stage, submission: Submission, checks: Iterable[tuple[str, bool, int]]
) -> list[Report]:
    """The reports on several functions, as `judge` gives them, by name, whether harder, and the
    number of the cell that asks.

    They share a run, which is loaded once. What was called before may be why a function fails
    there, or a name that a later cell gives to something else, so one that does is judged again in
    a run of its own, of the cells above the one that asks.
    """
    reports: list[Report] = []
    asked = [(_Asked(name, harder, _fresh_seed()), cell) for name, harder, cell in checks]
    for _, group in groupby(asked, key=lambda pair: pair[0].actors):
        together = list(group)
        told = _in_one_run(stage, submission, [one for one, _ in together])
        for (one, cell), report in zip(together, told, strict=True):
            alone = (stage, submission.above(cell), one.name, one.harder, one.seed)
            reports.append(report if report.passed else judge(*alone))
    return reports


def _fresh_seed() -> int:
    return random.SystemRandom().randrange(SEEDS)


def _in_one_run(stage: Stage, submission: Submission, asked: list[_Asked]) -> list[Report]:
    for again in range(TRIES):
        if again:
            asked = [replace(one) for one in asked]  # with calls that nobody has made
        seen, notes, instead = _watch(stage, submission, asked)
        if instead is None:
            break
        submission = instead
    return [_report(one, _of(one, seen), notes, submission) for one in asked]


def _of(asked: _Asked, seen: list[Seen]) -> list[Seen]:
    calls = {id(call) for scene in asked.scenes for call in scene}
    return [one for one in seen if id(one.call) in calls]


def _watch(
    stage: Stage, submission: Submission, asked: list[_Asked]
) -> tuple[list[Seen], list[str], Submission | None]:
    """What was seen, notes, and the submission with which to try again, if any."""
    scenes = [scene for one in asked for scene in one.scenes]
    sizes = [call.size for scene in scenes for call in scene if call.size]
    run = stage.launch(sizes, asked[0].actors)
    witness = Witness(run, submission.script(), scenes)
    try:
        seen = witness.watch()
    finally:
        statuses = stage.finish(run)
        witness.close()
    struck = _was_struck(witness, statuses)
    if not (witness.heard or struck):
        raise StageError(SILENT)
    if seen:
        _conclude(seen, witness, statuses)
    notes = _notes(stage, submission, witness)
    if struck:
        return seen, [*notes, STRUCK], submission
    if submission.pickle is not None and witness.failed_cells:
        return seen, notes, submission.by_cells()
    return seen, notes, submission.without(witness.cell) if witness.cell and not seen else None


def _notes(stage: Stage, submission: Submission, witness: Witness) -> list[str]:
    failed = witness.failed_cells.items()
    told = [f"Cell {n} stopped with an error:\n{_quoted(text)}" for n, text in failed]
    lacking = [p for p in stage.protections() if p.name == "files" and not p.present]
    return [*told, *submission.notes, *(NOTE.format(p) for p in lacking)]


def _was_struck(witness: Witness, statuses: list[int]) -> bool:
    """Whether something outside the run has ended it, as the kernel does when memory is short."""
    struck = (a for a in witness.dead if a.root.signal != "SIGKILL")  # by none of its processes
    ends = (statuses[witness.actors.index(actor)] for actor in struck)
    return any(os.WIFSIGNALED(end) and os.WTERMSIG(end) == signal.SIGKILL for end in ends)


def _conclude(seen: list[Seen], witness: Witness, statuses: list[int]) -> None:
    """What only the end of the run tells of the calls that had not ended by then. A run that did
    not come to its end has one: something may have ended it when its calls had all returned."""
    if witness.ended != "done" and all(one.ending in OVER for one in seen[-1].scene):
        for one in seen[-1].scene:
            one.ending = ""
    for one in seen:
        if one.ending:
            continue
        one.ending = witness.ended if witness.ended != "done" else "exited"
        status = statuses[one.call.actor]
        if one.ending == "exited" and os.WIFSIGNALED(status):
            one.ending, one.signal = "killed", signal.Signals(os.WTERMSIG(status)).name


def _report(asked: _Asked, seen: list[Seen], notes: list[str], submission: Submission) -> Report:
    exercise = asked.exercise
    lines = _lines(exercise, seen)
    broken = [line for line in lines if line.outcome == "failed"]
    telling = max((one for line in broken for one in line.seen), key=_tells, default=None)
    known = (m for m in exercise.mistakes if telling and _recognises(m, telling, submission.text))
    lost = min(1.0, math.fsum(line.cost for line in broken))  # ten tenths are all of it
    shown = telling or max(seen, key=lambda one: _shows(one, exercise.name), default=None)
    return Report(
        exercise=exercise.name,
        points=exercise.points * (1 - lost) if seen else 0.0,
        most=exercise.points,
        lines=lines,
        help=next(known, None),
        notes=notes + _printed(telling),
        seed=asked.seed,
        seen=shown,
    )


def _printed(telling: Seen | None) -> list[str]:
    """The errors that processes of a call have printed: nothing else may tell why a child ended."""
    start = telling.output.find(TRACEBACK) if telling else -1
    if start < 0:
        return []
    return [f"Printed during {telling.call}:\n{_quoted(telling.output[start:].rstrip())}"]


def _recognises(mistake: Mistake, seen: Seen, text: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):  # Python's parser has some for any text
            return mistake.recognise(seen, text)
    except (RecursionError, MemoryError, ValueError):
        return False  # a text that is too much for Python's own parser


def _tells(seen: Seen) -> tuple[bool, bool, int, bool]:
    """How much can be learnt from a call: little when it was ended because of another one, more
    when it can be seen how something was lost. A parent that called what it may not leaves
    children, for which the next call may take its own."""
    lost = any(event.lost for event in seen.events)
    return seen.ending != "cut short", clues.parent_called(seen), seen.call.size, lost


def _shows(seen: Seen, name: str) -> tuple[bool, int, int]:
    """How much there is to see of a call that went well."""
    processes = {event.process for event in seen.events}
    shown = seen.call.function == name and not seen.call.inverted
    return shown, seen.call.size, len(processes)


def _lines(exercise: Exercise, seen: list[Seen]) -> list[Line]:
    lines: list[Line] = []
    broken: set[str] = set()
    for rule in exercise.rules:
        missing = [needed for needed in rule.needs if needed in broken]
        if missing or not seen:
            broken.add(rule.name)
            lines.append(Line(rule.name, rule.line, "skipped"))
            continue
        against = sorted(_against(rule, seen), key=lambda pair: pair[0].ending == "cut short")
        if against:
            broken.add(rule.name)
            calls = [one for one, _ in against]
            why = _where(calls) + against[0][1]
            lines.append(Line(rule.name, rule.line, "failed", why, rule.cost, calls))
        else:
            lines.append(Line(rule.name, rule.line, "passed"))
    return lines


def _where(calls: list[Seen]) -> str:
    """Which call broke a rule, where its arguments may matter."""
    first, *others = calls
    if not first.call.args or first.ending == "missing":
        return ""
    more = f" (and {count(len(others), 'other call')})" if others else ""
    return f"`{first.call}`{more}: "


def _against(rule: Rule, seen: list[Seen]):
    """The calls that break a rule, and why."""
    for one in seen:
        if one.call.inverted and not rule.inverted:
            continue
        try:
            rule.judge(one)
        except Broken as why:
            yield one, _quoted(str(why))


def _quoted(text: str) -> str:
    """What may hold a text of the student's own, of any length."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}\n[...]\n{text[-half:]}"
