"""The exercises of the course: a module each, found by the name of the student's function."""

import importlib
import pkgutil
from difflib import get_close_matches

from grader.exercise import Exercise


def names() -> list[str]:
    """The names that `check` knows."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find(name: str) -> Exercise:
    """The exercise of that name; `LookupError` with a suggestion when there is none."""
    if name not in names():
        near = get_close_matches(str(name), names(), 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names())}."
        raise LookupError(f"no exercise is called {name!r}: {hint}")
    return importlib.import_module(f"{__name__}.{name}").EXERCISE
