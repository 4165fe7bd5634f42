"""Where student code runs: a process of its own, confined, and watched from its first call on."""

from grader.stage.client import Actor, Run, Stage, StageError
from grader.stage.protections import Protection, protections

__all__ = ["Actor", "Protection", "Run", "Stage", "StageError", "protections"]
