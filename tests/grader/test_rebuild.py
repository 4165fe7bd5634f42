"""Whatever a submission looks like, it is rebuilt or counts as empty, and earns nothing by it."""

import json

import nbformat
import pytest

import notebooks
from grader.notebook import grade
from grader.rebuild import MOST_BYTES, rebuild

MUTATIONS = 600


def locked(notebook: dict) -> list:
    """What a student must not change, in order: every mark, and the text of every locked cell."""
    kept = []
    for cell in notebook["cells"]:
        if marks := cell["metadata"].get("nbgrader"):
            text = "" if marks["solution"] else "".join(cell["source"])
            kept.append((cell["cell_type"], cell["metadata"], text))
    return kept


def texts(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


def from_cells(*cells: dict) -> dict:
    return rebuild(json.dumps({"cells": cells}).encode(), notebooks.SOURCE)


def answer(text: str, **more) -> dict:
    marks = {"grade_id": "anonymous-child", "solution": True}
    return {"cell_type": "code", "metadata": {"nbgrader": marks}, "source": text, **more}


@pytest.mark.parametrize("first", range(0, MUTATIONS, 100))
def test_mutations(first):
    secret = "memory[:] = produce()"
    for seed in range(first, first + 100):
        rebuilt = rebuild(notebooks.mutated(seed), notebooks.SOURCE).notebook
        assert locked(rebuilt) == locked(notebooks.SOURCE), seed
        assert not any(secret in text for text in texts(rebuilt)), seed
        assert not any(cell.get("outputs") for cell in rebuilt["cells"]), seed
        again = json.loads(json.dumps(rebuilt).encode("utf-8"))
        if seed % 5 == 0:
            nbformat.validate(again)


def test_mutations_are_many():
    kinds = {tuple(rebuild(notebooks.mutated(s), notebooks.SOURCE).notes) for s in range(200)}
    assert len(kinds) > 40


def test_mutated_notebooks_earn_nothing(stage):
    for seed in range(0, MUTATIONS, 50):
        rebuilt = rebuild(notebooks.mutated(seed), notebooks.SOURCE).notebook
        assert not any(grade(rebuilt, stage).values()), seed


def test_a_right_notebook_comes_through_unchanged():
    rebuilt = rebuild(json.dumps(notebooks.solved()).encode(), notebooks.SOURCE)
    assert rebuilt.notes == []
    assert texts(rebuilt.notebook) == texts(notebooks.SOURCE)


def test_rebuilding_twice_changes_nothing():
    for seed in range(40):
        once = rebuild(notebooks.mutated(seed), notebooks.SOURCE).notebook
        twice = rebuild(json.dumps(once).encode(), notebooks.SOURCE)
        assert texts(twice.notebook) == texts(once)
        assert twice.notes == []


def test_own_cells_stay_where_they_were():
    own = {"cell_type": "code", "source": "import os", "metadata": {"tags": ["example"]}}
    rebuilt = from_cells(own, answer("def f(): 1"), {**own, "source": "last"})
    code = [c for c in rebuilt.notebook["cells"] if c["cell_type"] == "code"]
    found = [text for c in code if (text := c["source"]) in ("import os", "def f(): 1", "last")]
    assert found == ["import os", "def f(): 1", "last"]
    assert all(c["metadata"] == {} for c in code if c["source"] in ("import os", "last"))


def test_of_copies_all_run_and_the_last_is_the_answer():
    rebuilt = from_cells(answer("a = 1"), answer("a = 2"))
    assert rebuilt.notes[0] == "Cell anonymous-child occurs 2 times; all of them run, in turn."
    sources = texts(rebuilt.notebook)
    assert sources.index("a = 1") < sources.index("a = 2")


def test_an_old_format_is_read():
    cell = {k: v for k, v in answer("").items() if k != "source"} | {"input": ["a = ", "1"]}
    content = json.dumps({"nbformat": 3, "worksheets": [{"cells": [cell]}]}).encode()
    assert "a = 1" in texts(rebuild(content, notebooks.SOURCE).notebook)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No notebook was submitted"),
        (b"", "The file is not a notebook that can be read"),
        (b"[" * 200_000, "it is nested too deeply"),
        (b"{}", "The notebook has no cells."),
        (b" " * (MOST_BYTES + 1), "only those of up to 32 MB are read"),
        (b'{"cells": [{"source": 3}]}', "Cell 1 of the submission holds no text"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(content, told):
    rebuilt = rebuild(content, notebooks.SOURCE)
    assert told in rebuilt.notes[0]
    assert "About this submission" in rebuilt.notebook["cells"][0]["source"]
    assert not any("\n" in note for note in rebuilt.notes)
