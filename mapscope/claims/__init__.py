"""The ledger of claims: what the note says of mappings, tried on the machine at hand.

Each section of the note has a module here with its claims and their experiments. A verdict is
computed from what an experiment observes, each time anew.
"""

from __future__ import annotations

from . import (
    anonymous,
    arrays,
    copies,
    costs,
    durability,
    faulting,
    functions,
    mapping,
    notes,
    order,
    processes,
    programs,
    sharing,
    truncation,
)
from .claim import CONDITION, CORRECTED, HOLDS, Claim, Finding, Observation, Section
from .table import Ledger

NOTE = (mapping, functions, notes, processes, anonymous, programs)
BEYOND = (faulting, copies, durability, truncation, order, arrays, sharing, costs)
SECTIONS = [module.SECTION for module in (*NOTE, *BEYOND)]
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


def show(*names: str) -> Ledger:
    """Try claims in the order given: by their ids, or by a section's title for all of its claims.

    Raises LookupError for an unknown name.
    """
    return Ledger(claim.test() for name in names for claim in _named(name))


def ledger() -> Ledger:
    """Try every claim, section by section."""
    return show(*(section.title for section in SECTIONS))


def _named(name: str) -> list[Claim]:
    for section in SECTIONS:
        if name == section.title:
            return section.claims
    if name in CLAIMS:
        return [CLAIMS[name]]
    known = [section.title for section in SECTIONS] + list(CLAIMS)
    raise LookupError(f"no claim or section is called {name!r}; there are {', '.join(known)}")
