"""A claim, the experiment that tries it, and the one rule that turns evidence into a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..child import run

HOLDS, CONDITION, CORRECTED = "holds", "holds with a condition", "corrected"
LIMIT = 300.0  # seconds for an experiment: they take less than one, but msync waits for the disk


@dataclass(frozen=True)
class Observation:
    """One thing tried: what the claim says must be seen, and what the machine showed.

    `claimed` and `saw` are short words, such as `EINVAL` or `3 pages`, and agree when they are
    equal. `claimed` is None for a remark: something worth knowing that the claim does not speak of.
    `when` names the special case that was tried; without it, it is the case that the claim plainly
    speaks of. `detail` adds to what was seen.
    """

    tried: str
    saw: str
    claimed: str | None = None
    when: str = ""
    detail: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the claim stands here; a remark contradicts nothing."""
        return self.claimed in (None, self.saw)

    def __str__(self) -> str:
        told = f"{self.when}: {self.tried}" if self.when else self.tried
        told += f" → {self.saw}" + (f" ({self.detail})" if self.detail not in ("", "ok") else "")
        return told if self.agrees else f"{told}, not {self.claimed}"


Experiment = Callable[[Path], Iterator[Observation]]


@dataclass(frozen=True)
class Claim:
    """A claim of the note in our words, with the experiment that tries it on this machine.

    The experiment gets the path of a file that does not exist yet, in a folder of its own, and
    yields what it observed.
    """

    id: str
    section: str
    text: str
    experiment: Experiment

    def test(self) -> Finding:
        """Run the experiment in a child and return what it found.

        Raises RuntimeError, with the reason, when the experiment did not come to its end.
        """
        with TemporaryDirectory() as folder:
            path = Path(folder, "file")
            ending = run(lambda: list(self.experiment(path)), timeout=LIMIT)
        if not ending.returned:
            raise RuntimeError(f"the experiment for claim {self.id!r} failed: {ending.line}")
        return Finding(self, tuple(ending.value))


@dataclass(frozen=True)
class Finding:
    """A claim with what was observed; `verdict` follows from that and nothing else."""

    claim: Claim
    observations: tuple[Observation, ...]

    def __post_init__(self) -> None:
        if all(seen.claimed is None for seen in self.observations):
            raise ValueError(f"claim {self.claim.id!r} was not put to a test: only remarks")

    @property
    def verdict(self) -> str:
        """`corrected` when the plain case contradicts the claim, `holds with a condition` when only
        a special case does, else `holds`.
        """
        against = [seen for seen in self.observations if not seen.agrees]
        if not against:
            return HOLDS
        return CONDITION if all(seen.when for seen in against) else CORRECTED

    def __str__(self) -> str:
        head = f"{self.claim.id}: {self.claim.text} [{self.verdict}]"
        return "\n".join([head, *(f"  {mark(seen)} {seen}" for seen in self.observations)])


def mark(seen: Observation) -> str:
    """Return a sign for how an observation stands to the claim: `+` for, `-` against, `·` aside."""
    return "·" if seen.claimed is None else "+" if seen.agrees else "-"


class Section:
    """A part of the note: its title, and its claims in their order.

    `@section.claim(id, text)` above an experiment makes it a claim.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.claims: list[Claim] = []

    def claim(self, id: str, text: str) -> Callable[[Experiment], Experiment]:
        def enter(experiment: Experiment) -> Experiment:
            self.claims.append(Claim(id, self.title, text, experiment))
            return experiment

        return enter
