"""Instruments that show what a memory mapping does, and drawings of what they saw."""

from .draw import Picture, ruler, timeline, timeline_alt
from .events import KINDS, Event
from .pages import Extent, extent, round_down, round_up, touched

__all__ = [
    "KINDS",
    "Event",
    "Extent",
    "Picture",
    "extent",
    "round_down",
    "round_up",
    "ruler",
    "timeline",
    "timeline_alt",
    "touched",
]
