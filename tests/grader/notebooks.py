"""Submissions for the tests: the course's notebook unsolved, solved, and broken in many ways."""

import copy
import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASSIGNMENT, NOTEBOOK = "4-anonymous", "anonymous"


def _first_exercise(notebook: dict) -> dict:
    """The notebook up to its first check: the tests are about classes, not about exercises."""
    graded = [cell["metadata"]["nbgrader"]["grade"] for cell in notebook["cells"]]
    return {**notebook, "cells": notebook["cells"][: graded.index(True) + 1]}


SOURCE = _first_exercise(
    json.loads((ROOT / f"exercises/source/{ASSIGNMENT}/{NOTEBOOK}.ipynb").read_text())
)
_SOLUTION = re.compile(r"### BEGIN SOLUTION.*?### END SOLUTION", re.DOTALL)


def solved() -> dict:
    return copy.deepcopy(SOURCE)


def unsolved() -> dict:
    notebook = solved()
    for cell in notebook["cells"]:
        cell["source"] = _SOLUTION.sub("raise NotImplementedError", "".join(cell["source"]))
    return notebook


def mutated(seed: int, made: Callable[[], dict] = unsolved) -> bytes:
    """A notebook with one to four things wrong with it."""
    fresh = random.Random(seed)
    notebook = made()
    for _ in range(fresh.randrange(4)):
        fresh.choice(STRUCTURE)(notebook, fresh)
    content = json.dumps(notebook, indent=fresh.choice([None, 1])).encode()
    if fresh.random() < 0.4 or notebook == made():
        content = fresh.choice(BYTES)(content, fresh)
    return content


# --- of the structure -----------------------------------------------------------------------------

_ODD = (None, 0, -1, 1e400, True, "", "code", [], {}, [None], {"a": []}, 10**400, "\ud800", [["x"]])


def _paths(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in items:
        yield (*path, key)
        if isinstance(below, dict | list):
            yield from _paths(below, (*path, key))


def _parent(notebook, path):
    for key in path[:-1]:
        notebook = notebook[key]
    return notebook


def _replace(notebook, fresh):
    path = fresh.choice(list(_paths(notebook)))
    _parent(notebook, path)[path[-1]] = copy.deepcopy(fresh.choice(_ODD))


def _remove(notebook, fresh):
    path = fresh.choice(list(_paths(notebook)))
    del _parent(notebook, path)[path[-1]]


def _on_cells(change: Callable) -> Callable:
    """A change of the list of cells, if an earlier one has left a list."""

    def mutate(notebook, fresh):
        cells = notebook.get("cells")
        if isinstance(cells, list) and cells:
            change(cells, fresh)

    return mutate


def _on_a_cell(change: Callable) -> Callable:
    def mutate(cells, fresh):
        cell = fresh.choice(cells)
        if isinstance(cell, dict):
            if not isinstance(cell.get("metadata"), dict):
                cell["metadata"] = {}
            if not isinstance(cell["metadata"].get("nbgrader"), dict):
                cell["metadata"]["nbgrader"] = {}
            change(cell, fresh)

    return _on_cells(mutate)


def _duplicate(cells, fresh):
    cells.insert(fresh.randrange(len(cells)), copy.deepcopy(fresh.choice(cells)))


def _drop(cells, fresh):
    del cells[fresh.randrange(len(cells))]


def _shuffle(cells, fresh):
    fresh.shuffle(cells)


def _retag(cell, fresh):
    cell["metadata"]["tags"] = fresh.choice([["example"], ["skip-execution"], "example", 3])


def _rename(cell, fresh):
    names = ("anonymous-child", "anonymous-child-check", "nowhere", "", 7, None)
    cell["metadata"]["nbgrader"]["grade_id"] = fresh.choice(names)


def _remark(cell, fresh):
    key = fresh.choice(["grade", "solution", "locked", "task", "points", "schema_version"])
    cell["metadata"]["nbgrader"][key] = fresh.choice([True, False, 100, -5, "9", None, 1, 2, 99])


def _prefill(cell, _fresh):
    result = {"data": {"text/plain": "2"}, "execution_count": 1, "metadata": {}}
    cell["outputs"] = [{"output_type": "execute_result", **result}]


def _rewrite_test(cell, _fresh):
    cell["source"] = "2"


def _retype(cell, fresh):
    cell["cell_type"] = fresh.choice(["markdown", "raw", "code", "heading", "x", None])


def _old_format(notebook, fresh):
    cells = notebook.pop("cells", [])
    notebook["nbformat"] = fresh.choice([1, 2, 3, "3", 5, None])
    notebook["worksheets"] = fresh.choice([[{"cells": cells}], cells, [[cells]], {"cells": cells}])


_TEXTS = (
    "x = (", "%matplotlib inline", "!ls", "\tpass", "a?", "\x00", "é" * 9, "%%bash\nexit",
    "#" * 400_000, "x = '\\d'", "1 is 1", "x = " + "(" * 300, "x = " + "9" * 5000, "\ud800 = 1",
    "a\u2028b\r\rc\x0c", "\u202e\u2066x = 1", "from __future__ import nothing",
    "return 1", "await x",
)  # fmt: skip


def _add(cells, fresh):
    text = fresh.choice(_TEXTS)
    cell = {"cell_type": "code", "source": text, "metadata": {}, "outputs": []}
    cells.insert(fresh.randrange(len(cells) + 1), cell)


def _reidentify(cell, fresh):
    cell["id"] = fresh.choice([*(cell.get("id") for cell in SOURCE["cells"]), "", "x" * 999, "\n"])


def _slice(cell, fresh):
    text = str(cell.get("source"))
    cell["source"] = fresh.choice([list(text), text.splitlines(), [text, None], {"text": text}])


def _show(cell, fresh):
    odd = ("x", {}, [None], [{"output_type": "error"}], [{"data": {"text/html": "<script>"}}])
    cell[fresh.choice(["outputs", "attachments", "execution_count"])] = fresh.choice(odd)


STRUCTURE = (
    _replace, _remove, _on_cells(_duplicate), _on_cells(_drop), _on_cells(_shuffle),
    _on_a_cell(_retag), _on_a_cell(_rename), _on_a_cell(_remark), _on_a_cell(_prefill),
    _on_a_cell(_rewrite_test), _on_a_cell(_retype), _on_cells(_add), _old_format,
    _on_a_cell(_reidentify), _on_a_cell(_slice), _on_a_cell(_show),
)  # fmt: skip


# --- of the bytes ---------------------------------------------------------------------------------


def _flip(content, fresh):
    changed = bytearray(content)
    for _ in range(fresh.randrange(1, 9)):
        changed[fresh.randrange(len(changed))] = fresh.randrange(256)
    return bytes(changed)


def _cut(content, fresh):
    first, last = sorted(fresh.randrange(len(content)) for _ in range(2))
    return content[:first] + content[last:]


_PLAIN = re.compile(rb'"\w+": (true|false|null|\d+|"(?:[^"\\]|\\.)*")')


def _put(content, fresh):
    """Another value for a key, which may be none that JSON has."""
    start, end = fresh.choice(list(_PLAIN.finditer(content))).span(1)
    return content[:start] + fresh.choice(VALUES) + content[end:]


def _twice(content, fresh):
    """A key twice, first with another value."""
    place = fresh.choice(list(re.finditer(rb'"\w+": ', content)))
    return content[: place.end()] + fresh.choice(VALUES) + b", " + content[place.start() :]


VALUES = (
    b"NaN", b"-Infinity", b"1e999", b"9" * 4000, b"9" * 5000, b"-0.0", b"[" * 500 + b"]" * 500,
    b'{"a": ' * 990 + b"1" + b"}" * 990, b'"' + b"x" * 300_000 + b'"', b'"\\ud800\\u0000"', b"null",
    b"[]", b"{}", b"true", b"undefined", b"'x'", b"/* x */ 1", b"0x10", b"1_000", b'"\t"',
)  # fmt: skip
BYTES = (
    _flip,
    _cut,
    _put,
    _twice,
    lambda content, _: content.decode().encode("utf-16-le"),
    lambda content, _: content.decode().encode("utf-7"),
    lambda content, _: content.decode().encode("cp037"),
    lambda content, _: b"\xef\xbb\xbf" * 2 + content,
    lambda content, _: content.replace(b"\n", b"\r\n"),
    lambda content, _: gzip.compress(content, mtime=0),
    lambda content, _: b"<<<<<<< HEAD\n" + content + b"\n=======\n" + content,
    lambda content, _: json.dumps(content.decode()).encode(),
    lambda content, _: b"[" + content + b"]",
    lambda content, fresh: content[: fresh.randrange(len(content))],
    lambda content, fresh: content + fresh.randbytes(20),
    lambda content, fresh: fresh.randbytes(200),
    lambda content, fresh: content.replace(b"a", b"\xff", fresh.randrange(1, 50)),
    lambda content, _: b"\xef\xbb\xbf" + content,
    lambda content, _: content.decode().encode("utf-16"),
    lambda content, _: content.decode().encode("utf-32-be"),
    lambda content, _: b"",
    lambda content, _: b"[" * 200_000,
    lambda content, _: b'{"cells": ' * 50_000,
    lambda content, _: b"[1]",
    lambda content, _: b"null",
    lambda content, _: b"9" * 10_000,
)
