"""Where student code runs: a process of its own, confined, and watched from its first call on."""

from grader.stage.client import Run, Stage, StageError

__all__ = ["Run", "Stage", "StageError"]
