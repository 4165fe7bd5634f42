"""Where the student's code comes from: a live kernel, or the cells of a submitted notebook."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from grader.rebuild import marks, text_of

# What IPython reads and Python does not: magics, shell lines, help, prompts, an indented cell.
_IPYTHON = re.compile(r"^[ \t]*(?:[%!?,;/]|>>>|In \[)|\?[ \t]*$|=[ \t]*[%!]|\A\s", re.MULTILINE)
_RUNS_CELL = re.compile(r"\A\s*%%(?:time|capture)\b.*")  # around a cell that is run as it is
# IPython reads a cell anew for each line that is not Python, which takes microseconds for each
# character; of a notebook that asks for more than this the rest is left as it is.
MOST_READ = 500_000


@dataclass(frozen=True)
class Submission:
    """Source cells as (number, text), and of a live kernel its functions by name, pickled by value
    with what they refer to: `lines` is the text of each function of the notebook, for its
    tracebacks. `source` is the student's own text, where it is known."""

    cells: tuple[tuple[int, str], ...] = ()
    pickle: bytes | None = None
    source: str = ""
    lines: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def from_notebook(cls, notebook: dict) -> "Submission":
        """All code cells but the tests; the course's own import what a later cell may use."""
        cells, own, left = [], [], MOST_READ
        for number, cell in enumerate(notebook["cells"], 1):
            noted = marks(cell)
            if cell["cell_type"] == "code" and not noted.get("grade"):
                text = _RUNS_CELL.sub("", text_of(cell))
                left -= len(text) * sum(1 for _ in _IPYTHON.finditer(text))
                cells.append((number, _python(text) if left > 0 else text))
                own += [] if noted.get("locked") else [text]
        return cls(cells=tuple(cells), source="\n".join(own))

    @cached_property
    def text(self) -> str:
        """The student's code, as far as it is known."""
        return self.source or "\n".join(text for _, text in self.cells)

    def script(self) -> dict:
        """What the actor gets."""
        if self.pickle is not None:
            return {"pickle": self.pickle, "lines": self.lines}
        return {"cells": [list(cell) for cell in self.cells]}

    def by_cells(self) -> "Submission":
        """The same without its pickle, which could not be loaded."""
        return replace(self, pickle=None)

    def above(self, number: int) -> "Submission":
        """The same with the cells above this one alone."""
        return replace(self, cells=tuple(cell for cell in self.cells if cell[0] < number))

    def without(self, number: int) -> "Submission":
        """The same without a cell that ended the process."""
        return replace(
            self,
            cells=tuple(cell for cell in self.cells if cell[0] != number),
            notes=[*self.notes, f"Cell {number} ended the process, so the check left it out."],
        )


def _python(text: str) -> str:
    if not _IPYTHON.search(text):
        return text
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415 (seldom needed)

    try:
        return TransformerManager().transform_cell(text)
    except Exception:  # IPython gives up on some texts, each in its own way; the run will tell
        return text
