"""A submitted notebook is data of unknown shape: only the student's own text goes on from it.

`rebuild` lays that text into the assignment's own cells. Tests, points, ids, tags and order are
those of the source notebook, whatever the submission says of them, and a file that cannot be read
at all is a submission in which every answer is empty.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent
from typing import NamedTuple

MOST_BYTES = 32 << 20  # of a notebook file; one with every output of this course has 1 MB
MOST_TEXT = 1 << 18  # characters of one cell that are read
MOST_CELLS = 500  # that a student may add

_OLD_KINDS = {"heading": "markdown", "html": "markdown"}  # nbformat 3


class _Submitted(NamedTuple):
    kind: str
    text: str
    name: str  # nbgrader's grade_id, or ""
    ident: str  # the notebook format's own cell id, or ""


@dataclass
class Rebuilt:
    """A notebook (nbformat 4, as JSON values), and what had to be mended, a sentence each."""

    notebook: dict
    notes: list[str]


def rebuild(submitted: bytes | None, source: dict) -> Rebuilt:
    """The submission on the source notebook's cells; `submitted` is the file's content, None when
    there is no file. Never raises, whatever the bytes are."""
    notes: list[str] = []
    cells = _cells(submitted, notes)
    answers, extras = _sort(cells, source["cells"], notes)
    rebuilt = [_extra(cell) for cell in extras.get(-1, [])]
    for place, cell in enumerate(source["cells"]):
        rebuilt.append(_on(cell, answers.get(place)))
        rebuilt += [_extra(extra) for extra in extras.get(place, [])]
    if notes:
        rebuilt.insert(0, _extra(_Submitted("markdown", _told(notes), "", "")))
    _name_new(rebuilt, source)
    return Rebuilt({**source, "cells": rebuilt}, notes)


# --- reading ------------------------------------------------------------------------------------


def _cells(submitted: bytes | None, notes: list[str]) -> list[_Submitted]:
    if submitted is None:
        notes.append("No notebook was submitted, or not by the name that it had.")
        return []
    if len(submitted) > MOST_BYTES:
        size, most = len(submitted) >> 20, MOST_BYTES >> 20
        notes.append(f"The notebook has {size} MB; only those of up to {most} MB are read.")
        return []
    try:
        found = _found(json.loads(_decoded(submitted, notes)))
    except (ValueError, RecursionError, MemoryError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else error
        notes.append(f"The file is not a notebook that can be read: {_short(why)}.")
        return []
    if not found:
        notes.append("The notebook has no cells.")
    return [_read(number, cell, notes) for number, cell in enumerate(found, 1)]


def _decoded(content: bytes, notes: list[str]) -> str:
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        notes.append("Some bytes of the file are no text; each shows as \N{REPLACEMENT CHARACTER}.")
        return content.decode(encoding, errors="replace")


def _found(notebook) -> list[dict]:
    """The cells of a notebook of any version: format 3 and older kept them in worksheets."""
    if not isinstance(notebook, dict):
        raise ValueError("it holds no notebook")
    sheets = [notebook, *_list(notebook.get("worksheets"))]
    cells = [
        cell for sheet in sheets if isinstance(sheet, dict) for cell in _list(sheet.get("cells"))
    ]
    return [cell for cell in cells if isinstance(cell, dict)]


def _list(value) -> list:
    return value if isinstance(value, list) else []


def _read(number: int, cell: dict, notes: list[str]) -> _Submitted:
    kind = cell.get("cell_type")
    if not isinstance(kind, str) or kind not in ("code", "markdown", "raw"):
        kind = _OLD_KINDS.get(str(kind), "raw")
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "".join(text)
    if not isinstance(text, str):
        notes.append(f"Cell {number} of the submission holds no text, so it counts as empty.")
        text = ""
    if len(text) > MOST_TEXT:
        notes.append(
            f"Cell {number} of the submission has {len(text):,} characters and is left out."
        )
        text = ""
    metadata = cell.get("metadata")
    noted = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = noted.get("grade_id") if isinstance(noted, dict) else ""
    ident = cell.get("id")
    return _Submitted(
        kind,
        text.encode(errors="replace").decode(),  # lone surrogates cannot be written to a file
        name if isinstance(name, str) else "",
        ident if isinstance(ident, str) else "",
    )


# --- laying it into the source ------------------------------------------------------------------


def _sort(cells: list[_Submitted], source: list[dict], notes: list[str]):
    """The text for each place of the source, and the student's own cells by the place that they
    follow (-1: before all)."""
    places = {key: place for place, cell in enumerate(source) if (key := _key_of_source(cell))}
    keys = [("name", cell.name) if cell.name else ("id", cell.ident) for cell in cells]
    # Of several for one place the last is the answer; the others run before it.
    last = {key: number for number, key in enumerate(keys) if key in places}
    filled = {number: places[keys[number]] for number in sorted(last.values())}
    answers = {}
    for number, place in filled.items():
        cell = cells[number]
        if _is_open(source[place]):
            answers[place] = cell.text
        elif not _same(cell, source[place]):
            name = _short(keys[number][1])
            notes.append(f"The locked cell {name} was changed and is put back.")
    extras = _own_cells(cells, [places.get(key) for key in keys], filled, source, notes)
    if list(filled.values()) != sorted(filled.values()):
        notes.append("Cells were moved; they are back in the assignment's order.")
    if cells:
        notes += _miscounted(source, Counter(key for key in keys if key in places))
    return answers, extras


def _own_cells(
    cells: list[_Submitted],
    places: list[int | None],
    filled: dict[int, int],
    source: list[dict],
    notes: list[str],
) -> dict[int, list[_Submitted]]:
    """The cells that the source has no place for, by the place that they follow. `places` are those
    of all cells, and `filled` those of the cells by number that are in the source's stead."""
    own: dict[int, list[_Submitted]] = {}
    at, added = -1, 0
    for number, (cell, place) in enumerate(zip(cells, places, strict=True)):
        if place is not None:
            at = place if number in filled else place - 1
            locked = not _is_open(source[place]) and _same(cell, source[place])
            if number in filled or locked:
                continue
        added += 1
        if added <= MOST_CELLS:
            own.setdefault(at, []).append(cell)
    if added > MOST_CELLS:
        notes.append(f"Only the first {MOST_CELLS} of {added:,} added cells are kept.")
    return own


def _miscounted(source: list[dict], times: Counter) -> Iterator[str]:
    for (_, name), count in times.items():
        if count > 1:
            yield f"Cell {_short(name)} occurs {count} times; all of them run, in turn."
    for cell in source:
        key = _key_of_source(cell)
        if key and key not in times and marks(cell).get("solution"):
            yield f"Cell {_short(key[1])} is missing, so it counts as empty."


def _key_of_source(cell: dict) -> tuple[str, str] | None:
    if name := marks(cell).get("grade_id"):
        return "name", name
    return ("id", cell["id"]) if "id" in cell else None


def marks(cell: dict) -> dict:
    """What nbgrader notes about a valid cell."""
    return cell["metadata"].get("nbgrader", {})


def _is_open(cell: dict) -> bool:
    """Whether a student may write in this cell of the source (as `nbgrader.utils.is_locked`)."""
    noted = marks(cell)
    return bool(noted.get("solution")) or not (noted.get("grade") or noted.get("locked"))


def _same(cell: _Submitted, source: dict) -> bool:
    """Whether a locked cell is as it was released; a test may have been released without its
    hidden lines, so it is not compared."""
    return bool(marks(source).get("grade")) or cell.text.strip() == text_of(source).strip()


def text_of(cell: dict) -> str:
    """The source of a valid cell."""
    return "".join(cell["source"])


def _on(cell: dict, answer: str | None) -> dict:
    """A cell of the source with the student's text, which in a solution cell is all there is:
    what the source has there is the solution."""
    text = text_of(cell)
    if marks(cell).get("solution"):
        text = answer or ""
    elif answer is not None:
        text = answer
    clean = {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}
    return {**cell, "source": text, **clean}


def _extra(cell: _Submitted) -> dict:
    if cell.kind == "raw":  # a page would hold it as it is, scripts too
        return {"cell_type": "markdown", "metadata": {}, "source": indent(cell.text, " " * 4)}
    code = {"outputs": [], "execution_count": None} if cell.kind == "code" else {}
    return {"cell_type": cell.kind, "metadata": {}, "source": cell.text, **code}


def _name_new(cells: list[dict], source: dict) -> None:
    """Give the new cells ids, where the source's format has them (since 4.5)."""
    if source.get("nbformat_minor", 0) < 5:
        return
    taken = {cell.get("id") for cell in source["cells"]}
    fresh = (name for n in range(1, 10**6) if (name := f"added-{n}") not in taken)
    for cell in cells:
        if "id" not in cell:
            cell["id"] = next(fresh)


def _told(notes: list[str]) -> str:
    return "**About this submission**\n\n" + "\n".join(f"- {_plain(note)}" for note in notes)


def _short(value) -> str:
    """One line of what may be a hostile text."""
    line = re.sub(r"[^\x20-\x7e]+", " ", str(value)).rstrip(".")
    return line if len(line) <= 80 else line[:77] + "..."


def _plain(text: str) -> str:
    """Markdown that shows the text as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!$])", r"\\\1", text)
