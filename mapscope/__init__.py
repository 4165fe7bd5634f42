"""Instruments that show what a memory mapping does, and drawings of what they saw."""

from . import libc
from .child import Ending, run
from .draw import Picture, ruler, timeline, timeline_alt
from .events import KINDS, Event
from .faults import Faults, faults
from .libc import RawMapping, mincore
from .pages import Extent, extent, round_down, round_up, touched
from .predict import Comparison, Prediction, predict
from .regions import Region, Residency, region_at, regions, regions_of

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
    "extent",
    "faults",
    "libc",
    "mincore",
    "predict",
    "region_at",
    "regions",
    "regions_of",
    "round_down",
    "round_up",
    "ruler",
    "run",
    "timeline",
    "timeline_alt",
    "touched",
]
