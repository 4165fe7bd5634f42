"""Findings as a table for a notebook, with a text form that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from .claim import CONDITION, CORRECTED, HOLDS, Finding, mark

# A sign and a word for each verdict, so that nothing rests on colour; the colours only help.
SIGNS = {HOLDS: "✓", CONDITION: "◐", CORRECTED: "✗"}
EDGES = {HOLDS: "#009e73", CONDITION: "#e69f00", CORRECTED: "#d55e00"}
CELL = "text-align: left; vertical-align: top; padding: 0.4em 0.8em"
COLUMNS = {"claim": "32%", "verdict": "16%", "tried → seen": "52%"}
LIST = "margin: 0; padding-left: 1.2em; list-style-type: none; text-indent: -1em"


class Ledger:
    """Findings in order; a notebook shows them as a table."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def summary(self) -> str:
        """How many claims got which verdict."""
        times = Counter(finding.verdict for finding in self)
        return ", ".join(f"{SIGNS[verdict]} {verdict}: {times[verdict]}" for verdict in SIGNS)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.findings), self.summary])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = []
        for section, findings in groupby(self.findings, lambda found: found.claim.section):
            rows.append(f'<tr><th colspan="3" style="{CELL}">{escape(section)}</th></tr>')
            rows.extend(_row(found) for found in findings)
        head = "".join(
            f'<th scope="col" style="{CELL}; width: {width}">{name}</th>'
            for name, width in COLUMNS.items()
        )
        return (
            f'<table style="width: 100%"><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
            f"<p>{escape(self.summary)}. + as claimed, - not as claimed, · beside the claim.</p>"
        )


def _row(found: Finding) -> str:
    verdict = found.verdict
    seen = "".join(f"<li>{mark(one)} {escape(str(one))}</li>" for one in found.observations)
    claim = f"<code>{escape(found.claim.id)}</code><br>{escape(found.claim.text)}"
    edge = f"border-left: 4px solid {EDGES[verdict]}"
    return (
        f'<tr><td style="{CELL}">{claim}</td>'
        f'<td style="{CELL}; {edge}">{SIGNS[verdict]} {verdict}</td>'
        f'<td style="{CELL}"><ul style="{LIST}">{seen}</ul></td></tr>'
    )
