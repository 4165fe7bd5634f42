"""The report of one check: points, a line for each rule, help, and the picture of the run."""

import html
import re
import textwrap
from dataclasses import dataclass, field
from functools import cached_property

from grader.exercise import Mistake
from grader.picture import picture
from grader.witness.seen import Seen

_MARKS = {"passed": "✓", "failed": "✗", "skipped": "–"}
_STYLE = (
    "font-family:system-ui,sans-serif;border-left:4px solid {edge};padding:.5em 1em;"
    "max-width:60em;line-height:1.4"
)
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SKIPPED = "A skipped line rests on one that failed."
WIDEST = 84  # columns: Validate's dialog shows no more, and breaks no lines
_EDGES = {True: "#00734c", False: "#b3261e"}


@dataclass(frozen=True)
class Line:
    """One rule's outcome: "passed", "failed" or "skipped", with why, the share of the points
    that it costs, and the calls that broke it."""

    name: str
    text: str
    outcome: str
    why: str = ""
    cost: float = 0.0
    seen: list[Seen] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """What a check found. As a cell's result its plain text is the number of points, which
    nbgrader reads as the score; its HTML is what a person reads. `seen` is the call that tells
    most."""

    exercise: str
    points: float
    most: int
    lines: list[Line]
    help: Mistake | None
    notes: list[str]
    seed: int
    seen: Seen | None

    @property
    def passed(self) -> bool:
        return self.points == self.most

    @property
    def text(self) -> str:
        """The report for a terminal."""
        marks = {"passed": "ok  ", "failed": "FAIL", "skipped": "skip"}
        rows = [f"{self.exercise}: {self.points:g} of {self.most}"]
        for line in self.lines:
            rows += _rows(f"  {marks[line.outcome]} ", line.text) + _rows(" " * 9, line.why)
        if self._skips:
            rows.append(f"  {SKIPPED}")
        if self.help:
            advice = self.help.help
            rows += ["", *_rows("  ", f"{advice.what}.")]
            rows += _rows("  Why: ", advice.why) + _rows("  Try: ", advice.try_)
        for note in self.notes:
            rows += _rows("  Note: ", note)
        return _writable("\n".join(rows))

    @cached_property
    def html(self) -> str:
        """The report for a notebook or a feedback page; stands alone."""
        rows = "".join(map(_row, self.lines))
        title = f"{self.exercise}: {self.points:g} of {self.most} points"
        return _writable(
            f'<section aria-label="{html.escape(title)}" '
            f'style="{_STYLE.format(edge=_EDGES[self.passed])}">'
            f"<p><strong>{html.escape(title)}</strong></p>"
            f'<ul style="list-style:none;padding:0">{rows}</ul>'
            f"{f'<p><small>{SKIPPED}</small></p>' if self._skips else ''}"
            f"{self._help()}{self._notes()}"
            f"{picture(self.seen) if self.seen else ''}"
            f"<p><small>Inputs were made fresh from seed {self.seed}.</small></p></section>"
        )

    @property
    def bundle(self) -> dict[str, str]:
        """The output of a test cell by media type."""
        return {"text/plain": f"{self.points:g}", "text/html": self.html}

    @property
    def _skips(self) -> bool:
        return any(line.outcome == "skipped" for line in self.lines)

    def _help(self) -> str:
        if not self.help:
            return ""
        advice = self.help.help
        return (
            f"<p><strong>{_prose(advice.what)}.</strong><br>{_prose(advice.why)}</p>"
            f"<p><strong>Try:</strong> {_prose(advice.try_)}</p>"
        )

    def _notes(self) -> str:
        return "".join(f"<pre>{html.escape(note)}</pre>" for note in self.notes)


def _writable(text: str) -> str:
    """Without the lone surrogates that a student's error may hold and no file can, nor what a
    terminal takes for a command."""
    return _COMMANDS.sub("?", text.encode(errors="replace").decode())


def _rows(start: str, text: str) -> list[str]:
    """A sentence for a terminal, broken into lines; what was printed (a traceback) as it was."""
    sentence, *printed = text.splitlines() or [""]
    indent = " " * len(start)
    rows = textwrap.wrap(
        sentence,
        WIDEST,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return rows + [indent + part for part in printed]


def _row(line: Line) -> str:
    return (
        f'<li><span aria-hidden="true">{_MARKS[line.outcome]}</span> '
        f"<em>{line.outcome}:</em> {_prose(line.text)}{_why(line.why)}</li>"
    )


def _why(why: str) -> str:
    """A sentence as prose, anything of several lines (a traceback) as it was printed."""
    sentence, _, printed = why.partition("\n")
    told = f'<div style="margin-left:1.6em">{_prose(sentence)}</div>' if sentence else ""
    if printed:
        style = "margin:.3em 0 .3em 1.6em;white-space:pre-wrap"
        told += f'<pre style="{style}">{html.escape(printed)}</pre>'
    return told


def _prose(text: str) -> str:
    """HTML of a sentence in which backticks mark code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))
