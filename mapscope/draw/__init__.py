"""Drawings of what the instruments saw: each takes data and returns a `Picture`."""

from .ruler import ruler
from .style import Picture
from .timeline import timeline, timeline_alt

__all__ = ["Picture", "ruler", "timeline", "timeline_alt"]
