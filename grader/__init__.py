"""Grade exercises on memory mapping by what the processes really did."""

from grader.live import check

__all__ = ["check"]
