"""Every attack as what a student hands in: code in a solution cell, or a broken submission.

None of these deserves a point. The ways to break a notebook of `MENDED` leave the answer in it, so
a right one that was broken in this way deserves all of them.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import notebooks

HERE = Path(__file__).parents[1] / "attacks"
GROUPS = ("tamper", "read", "escape", "exhaust", "outlive")
FILE = f"{notebooks.NOTEBOOK}.ipynb"
Broken = Callable[[dict, Path], bytes | dict | None]  # gets a notebook and the student's folder

_MARK = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}


def code() -> dict[str, str]:
    """The text of every attack by code, by `group-name`."""
    paths = (path for group in GROUPS for path in sorted((HERE / group).glob("*.py")))
    return {f"{path.parent.name}-{path.stem}": path.read_text() for path in paths}


def with_answer(text: str) -> dict:
    """The notebook with this text in its solution cell."""
    notebook = notebooks.solved()
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = text
    return notebook


def hand_in(folder: Path, content: bytes | dict | None) -> None:
    """Put a notebook into a student's folder; None: there is something in its place already."""
    if isinstance(content, dict):
        content = json.dumps(content).encode()
    if content is not None:
        (folder / FILE).write_bytes(content)


def _tests(notebook: dict) -> list[dict]:
    return [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]


# --- the bytes of the notebook --------------------------------------------------------------------


def truncated(notebook: dict, _folder: Path) -> bytes:
    """ends in the middle"""
    return json.dumps(notebook).encode()[:-400]


def not_json(_notebook: dict, _folder: Path) -> bytes:
    """is a Python file under a notebook's name"""
    return b"def anonymous_child(size, produce):\n    return produce()\n"


def empty(_notebook: dict, _folder: Path) -> bytes:
    """has no bytes"""
    return b""


def binary(_notebook: dict, _folder: Path) -> bytes:
    """is an archive"""
    return b"PK\3\4" + bytes(range(256)) * 100


def nul_bytes(notebook: dict, _folder: Path) -> bytes:
    """has NUL bytes between the values"""
    return json.dumps(notebook).encode().replace(b", ", b",\0 ")


def large(_notebook: dict, _folder: Path) -> bytes:
    """has 40 MB"""
    return b'{"cells": [' + b" " * (40 << 20) + b"]}"


def nested(_notebook: dict, _folder: Path) -> bytes:
    """is nested deeper than a parser goes"""
    return b'{"cells": ' * 100_000


def with_a_mark(notebook: dict, _folder: Path) -> bytes:
    """begins with a byte order mark, as some editors write"""
    return b"\xef\xbb\xbf" + json.dumps(notebook).encode()


def sixteen_bits(notebook: dict, _folder: Path) -> bytes:
    """is UTF-16"""
    return json.dumps(notebook).encode("utf-16")


# --- its structure --------------------------------------------------------------------------------


def format_2(notebook: dict, _folder: Path) -> dict:
    """says nbformat 2"""
    return {"nbformat": 2, "nbformat_minor": 0, "worksheets": [{"cells": notebook["cells"]}]}


def format_3(notebook: dict, _folder: Path) -> dict:
    """is of nbformat 3, with worksheets and inputs"""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    sheet = {"cells": notebook["cells"], "metadata": {}}
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}


def format_5(notebook: dict, _folder: Path) -> dict:
    """says nbformat 5, which there is not"""
    return {**notebook, "nbformat": 5}


def no_cells(notebook: dict, _folder: Path) -> dict:
    """has no cells"""
    return {**notebook, "cells": []}


def no_metadata(notebook: dict, _folder: Path) -> dict:
    """lacks the notebook's own metadata"""
    return {"nbformat": 4, "nbformat_minor": 5, "cells": notebook["cells"]}


def bare_cells(notebook: dict, _folder: Path) -> dict:
    """has cells without metadata and ids"""
    cells = [{"cell_type": c["cell_type"], "source": c["source"]} for c in notebook["cells"]]
    return {**notebook, "cells": cells}


def null_source(notebook: dict, _folder: Path) -> dict:
    """has null in the place of each cell's text"""
    return {**notebook, "cells": [{**cell, "source": None} for cell in notebook["cells"]]}


def outputs_are_text(notebook: dict, _folder: Path) -> dict:
    """has a text in the place of outputs"""
    cells = [{**cell, "outputs": "2"} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def attachments(notebook: dict, _folder: Path) -> dict:
    """has attachments, and a cell that shows them"""
    picture = {"image/svg+xml": "<svg onload='alert(1)'/>"}
    text = "![x](attachment:x.svg)"
    cell = {"cell_type": "markdown", "metadata": {}, "source": text}
    return {**notebook, "cells": [{**cell, "attachments": {"x.svg": picture}}, *notebook["cells"]]}


def duplicated_ids(notebook: dict, _folder: Path) -> dict:
    """has every cell twice"""
    return {**notebook, "cells": [c for cell in notebook["cells"] for c in (cell, cell)]}


def reversed_cells(notebook: dict, _folder: Path) -> dict:
    """has its cells in reverse order"""
    return {**notebook, "cells": notebook["cells"][::-1]}


def ten_thousand_cells(notebook: dict, _folder: Path) -> dict:
    """has ten thousand cells of its own"""
    own = {"cell_type": "code", "metadata": {}, "source": "x = 1", "outputs": []}
    return {**notebook, "cells": [*notebook["cells"], *[own] * 10_000]}


def three_thousand_magics(notebook: dict, _folder: Path) -> dict:
    """has a cell that IPython would read 3,000 times"""
    own = {"cell_type": "code", "metadata": {}, "source": "!a\n" * 3000, "outputs": []}
    return {**notebook, "cells": [*notebook["cells"], own]}


def deep_text(notebook: dict, _folder: Path) -> dict:
    """has a cell that is nested deeper than Python's parser goes"""
    own = {"cell_type": "code", "metadata": {}, "source": "x = " + "-" * 90_000 + "1"}
    return {**notebook, "cells": [own, *notebook["cells"]]}


def lone_surrogates(notebook: dict, _folder: Path) -> dict:
    """has text that no file can hold"""
    own = {"cell_type": "markdown", "metadata": {}, "source": "\ud800 and \udfff"}
    return {**notebook, "cells": [own, *notebook["cells"]]}


# --- the marks of the tests -----------------------------------------------------------------------


def tests_deleted(notebook: dict, _folder: Path) -> dict:
    """has no test cells"""
    kept = [c for c in notebook["cells"] if not c["metadata"].get("nbgrader", {}).get("grade")]
    return {**notebook, "cells": kept}


def tests_rewritten(notebook: dict, _folder: Path) -> dict:
    """has test cells that say the points"""
    for cell in _tests(notebook):
        cell["source"] = "2"
    return notebook


def tests_say_nan(notebook: dict, _folder: Path) -> dict:
    """has test cells whose value is NaN, which nbgrader takes for all the points"""
    for cell in _tests(notebook):
        cell["source"] = "float('nan')"
        cell["outputs"] = [{**_MARK, "data": {"text/plain": "nan"}}]
    return notebook


def scores_filled_in(notebook: dict, _folder: Path) -> dict:
    """has outputs with the points in its test cells"""
    for cell in _tests(notebook):
        cell["outputs"] = [{**_MARK, "data": {"text/plain": "2"}}]
    return notebook


def points_changed(notebook: dict, _folder: Path) -> dict:
    """says that its tests are worth nothing, and its prose a hundred"""
    for cell in notebook["cells"]:
        marks = cell["metadata"].setdefault("nbgrader", {})
        marks["points"] = 0 if marks.get("grade") else 100
    return notebook


def tests_are_solutions(notebook: dict, _folder: Path) -> dict:
    """marks its tests as solutions, to be graded by hand"""
    for cell in _tests(notebook):
        cell["metadata"]["nbgrader"] |= {"solution": True, "locked": False}
        cell["source"] = "pass"
    return notebook


def tests_are_prose(notebook: dict, _folder: Path) -> dict:
    """makes its tests markdown, which is never run"""
    for cell in _tests(notebook):
        cell["cell_type"] = "markdown"
    return notebook


def tests_are_skipped(notebook: dict, _folder: Path) -> dict:
    """tags its tests to be skipped"""
    for cell in _tests(notebook):
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "example"]
    return notebook


def marks_are_odd(notebook: dict, _folder: Path) -> dict:
    """has marks of other types than they should be"""
    odd = ([], "x", 3, None, {"grade_id": []}, {"grade_id": {}, "grade": "yes", "points": "nan"})
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["nbgrader"] = odd[number % len(odd)]
    return notebook


def locked_edited(notebook: dict, _folder: Path) -> dict:
    """has a locked cell that replaces `check`"""
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("locked") and not marks.get("grade"):
            cell["source"] = "check = lambda *_, **__: 2"
    return notebook


# --- the student's folder -------------------------------------------------------------------------


def a_folder(_notebook: dict, folder: Path) -> None:
    """has a folder in the place of the notebook, with files in it"""
    (folder / FILE).mkdir()
    (folder / FILE / "x").write_text("x")


def a_fifo(_notebook: dict, folder: Path) -> None:
    """has a FIFO in the place of the notebook, which waits for a writer for ever"""
    os.mkfifo(folder / FILE)


def a_link_to_the_solution(_notebook: dict, folder: Path) -> None:
    """has a link to the instructor's own notebook, which is right"""
    source = folder.parents[2] / "source" / notebooks.ASSIGNMENT / FILE
    (folder / FILE).symlink_to(source)


def a_link_without_end(_notebook: dict, folder: Path) -> None:
    """has a link to a device that has no end"""
    (folder / FILE).symlink_to("/dev/zero")


def nothing(_notebook: dict, _folder: Path) -> None:
    """has no notebook"""


def another_name(notebook: dict, folder: Path) -> None:
    """has its notebook under another name"""
    (folder / "my solution.ipynb").write_text(json.dumps(notebook))


def times_that_wait(notebook: dict, folder: Path) -> dict:
    """has a FIFO in the place of the time of submission"""
    os.mkfifo(folder / "timestamp.txt")
    return notebook


def times_of_a_file(notebook: dict, folder: Path) -> dict:
    """has a time of submission whose zone is a file of the system"""
    (folder / "timestamp.txt").write_text("2026-01-01 10:00:00 /etc/passwd")
    return notebook


def long_names(notebook: dict, folder: Path) -> dict:
    """has beside it files with names as long as names can be"""
    (folder / ("x" * 255)).write_text("x")
    (folder / ("\udcff" * 100)).write_text("x")
    return notebook


def files_of_the_course(notebook: dict, folder: Path) -> dict:
    """has beside it files and modules named like those of the course and the grader"""
    names = ("gradebook.db", "nbgrader_config.py", "numpy.py", "sitecustomize.py", "grader.py")
    for name in names:
        (folder / name).write_text("raise SystemExit('the student was here')")
    for path in (folder.parents[2] / "source" / notebooks.ASSIGNMENT).iterdir():
        if path.name != FILE:
            (folder / path.name).mkdir()
            (folder / path.name / "x").write_text("x")
    return notebook


def links_beside_it(notebook: dict, folder: Path) -> dict:
    """has beside it links to what has no end, to the solutions and to folders above"""
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "source").symlink_to(folder.parents[2] / "source")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "fifo")
    return notebook


MENDED: tuple[Broken, ...] = (
    with_a_mark, sixteen_bits, format_2, format_3, format_5, no_metadata, outputs_are_text,
    attachments, duplicated_ids, reversed_cells, ten_thousand_cells, three_thousand_magics,
    deep_text, lone_surrogates, tests_deleted, tests_rewritten, tests_say_nan, scores_filled_in,
    points_changed, tests_are_solutions, tests_are_prose, tests_are_skipped, locked_edited,
    times_that_wait, times_of_a_file, long_names, files_of_the_course, links_beside_it,
)  # fmt: skip
LOST: tuple[Broken, ...] = (
    truncated, not_json, empty, binary, nul_bytes, large, nested, no_cells, bare_cells, null_source,
    marks_are_odd, a_folder, a_fifo, a_link_to_the_solution, a_link_without_end, nothing,
    another_name,
)  # fmt: skip


def undeserving() -> dict[str, Callable[[Path], None]]:
    """Everybody who deserves nothing, by name: what each puts into the folder of a student."""

    def attacks(text: str):
        return lambda folder: hand_in(folder, with_answer(text))

    def breaks(way: Broken):
        return lambda folder: hand_in(folder, way(notebooks.unsolved(), folder))

    found = {name: attacks(text) for name, text in code().items()}
    return found | {f"broken-{way.__name__}": breaks(way) for way in (*MENDED, *LOST)}


def submit(root: Path) -> tuple[set[str], set[str]]:
    """Hand in, under `root`, for a student each: everybody who deserves nothing, and for each way
    of `MENDED` a right notebook that was broken in this way. The students who deserve nothing, and
    all."""

    def folder(student: str) -> Path:
        path = root / "submitted" / student / notebooks.ASSIGNMENT
        path.mkdir(parents=True)
        return path

    nothing = undeserving()
    for name, put in nothing.items():
        put(folder(name))
    everything = {f"mended-{breaks.__name__}": breaks for breaks in MENDED}
    for name, breaks in everything.items():
        place = folder(name)
        hand_in(place, breaks(notebooks.solved(), place))
    return set(nothing), set(everything)
