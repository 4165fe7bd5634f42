"""Drawings of what the instruments saw: each takes data and returns a `Picture`."""

from .addresses import address_strip
from .residency import residency_strip
from .ruler import ruler
from .spaces import two_spaces
from .staircase import staircase
from .style import Picture
from .timeline import timeline, timeline_alt

__all__ = [
    "Picture",
    "address_strip",
    "residency_strip",
    "ruler",
    "staircase",
    "timeline",
    "timeline_alt",
    "two_spaces",
]
