"""The ledger of claims: what the note says of mappings, tried on the machine at hand.

Each section of the note has a module here with its claims and their experiments. A verdict is
computed from what an experiment observes, each time anew.
"""

from __future__ import annotations

from . import anonymous, functions, mapping, notes, processes, programs
from .claim import CONDITION, CORRECTED, HOLDS, Claim, Finding, Observation, Section
from .table import Ledger

SECTIONS = [
    module.SECTION for module in (mapping, functions, notes, processes, anonymous, programs)
]
CLAIMS: dict[str, Claim] = {claim.id: claim for section in SECTIONS for claim in section.claims}

__all__ = [
    "CLAIMS",
    "CONDITION",
    "CORRECTED",
    "HOLDS",
    "SECTIONS",
    "Claim",
    "Finding",
    "Ledger",
    "Observation",
    "Section",
    "ledger",
    "show",
]


def show(*ids: str) -> Ledger:
    """Try the claims with these ids, in this order. Raises LookupError for an unknown id."""
    unknown = [id for id in ids if id not in CLAIMS]
    if unknown:
        raise LookupError(f"no claim is called {unknown[0]!r}; there are {', '.join(CLAIMS)}")
    return Ledger(CLAIMS[id].test() for id in ids)


def ledger() -> Ledger:
    """Try every claim, section by section."""
    return show(*CLAIMS)
