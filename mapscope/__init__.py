"""Instruments that show what a memory mapping does, and drawings of what they saw."""

from . import libc
from .child import Ending, outcome, run
from .draw import (
    Picture,
    address_strip,
    residency_strip,
    ruler,
    staircase,
    timeline,
    timeline_alt,
    two_spaces,
)
from .events import KINDS, Event
from .faults import Faults, faults
from .libc import RawMapping, mincore
from .pagemap import frames
from .pages import Extent, extent, round_down, round_up, touched
from .predict import Comparison, Prediction, predict
from .regions import Region, Residency, region_at, regions, regions_of
from .watch import Scene, watch

__all__ = [
    "KINDS",
    "Comparison",
    "Ending",
    "Event",
    "Extent",
    "Faults",
    "Picture",
    "Prediction",
    "RawMapping",
    "Region",
    "Residency",
    "Scene",
    "address_strip",
    "extent",
    "faults",
    "frames",
    "libc",
    "mincore",
    "outcome",
    "predict",
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
    "touched",
    "two_spaces",
    "watch",
]
