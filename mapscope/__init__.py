"""Instruments that show what a memory mapping does, and drawings of what they saw."""

import importlib

from . import libc
from .child import Ending, outcome, run
from .events import KINDS, Event
from .faults import Faults, fault_costs, faults
from .libc import RawMapping, mincore
from .limits import limit_memory
from .machine import Machine, huge_page, machine
from .pagemap import frames
from .pages import Extent, extent, round_down, round_up, touched
from .predict import Comparison, Prediction, predict
from .race import race
from .regions import Region, Residency, region_at, regions, regions_of
from .timing import ratios
from .watch import Scene, watch

__all__ = [
    "KINDS",
    "Comparison",
    "Ending",
    "Event",
    "Extent",
    "Faults",
    "Machine",
    "Picture",
    "Prediction",
    "RawMapping",
    "Region",
    "Residency",
    "Scene",
    "address_strip",
    "bars",
    "byte_rows",
    "extent",
    "fault_costs",
    "faults",
    "frames",
    "huge_page",
    "libc",
    "limit_memory",
    "machine",
    "mincore",
    "outcome",
    "predict",
    "race",
    "ratios",
    "region_at",
    "regions",
    "regions_of",
    "residency_strip",
    "round_down",
    "round_up",
    "ruler",
    "run",
    "staircase",
    "timeline",
    "timeline_alt",
    "timeline_html",
    "touched",
    "two_spaces",
    "watch",
]

# matplotlib takes half a second to import, so the drawings come when they are asked for.
_DRAWINGS = {
    "Picture": "paper",
    "address_strip": "addresses",
    "bars": "bars",
    "byte_rows": "bytes",
    "residency_strip": "residency",
    "ruler": "ruler",
    "staircase": "staircase",
    "timeline": "timeline",
    "timeline_alt": "timeline",
    "timeline_html": "timeline",
    "two_spaces": "spaces",
}


def __getattr__(name: str):
    if name in _DRAWINGS:
        return getattr(importlib.import_module(f".draw.{_DRAWINGS[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
