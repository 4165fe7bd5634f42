"""`check(...)` in a student's own kernel, and in nbgrader's Validate."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import sample_class
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

CORPUS = sample_class.CORPUS / "anonymous_child"
CHECK = 'check("anonymous_child")'


def _outputs(*sources: str) -> list:
    """The outputs of the last cell, after the cells before it."""
    cells = [new_code_cell("from grader import check"), *map(new_code_cell, sources)]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, allow_errors=True).execute()
    return notebook.cells[-1].outputs


def test_right_solution():
    [result] = _outputs((CORPUS / "right" / "noisy.py").read_text(), CHECK)
    assert result.data["text/plain"] == "2"
    assert "passed" in result.data["text/html"]


def test_wrong_solution_is_told_why():
    source = (CORPUS / "wrong" / "private.py").read_text()
    [result] = _outputs(source, CHECK)
    assert result.data["text/plain"] == "0"
    assert "MAP_PRIVATE" in result.data["text/html"]


def test_a_crash_leaves_the_kernel_alive():
    source = (CORPUS / "wrong" / "bus_error.py").read_text()
    [result] = _outputs(source, CHECK, CHECK)
    assert "SIGBUS" in result.data["text/html"]


def test_function_that_is_not_there():
    [result] = _outputs(CHECK)
    assert result.data["text/plain"] == "0"
    assert "There is no" in result.data["text/html"]


def test_a_traceback_quotes_the_lines_of_the_cells():
    helper = "SIZE = 1\n\ndef helper(size):\n    return 1 // (size - size)"
    caller = "def anonymous_child(size, produce):\n    return helper(size)"
    [result] = _outputs(helper, caller, CHECK)
    told = result.data["text/html"]
    assert "line 2, in anonymous_child\n    return helper(size)" in told
    assert "line 4, in helper\n    return 1 // (size - size)" in told


@pytest.mark.parametrize("used", ["", "libc.getpid()"])
def test_what_cannot_be_sent_is_made_anew(used):
    """A function that uses the C library by ctypes refers to a class that cannot be loaded, and
    once it was called, to pointers of this process."""
    libc = "import ctypes\nlibc = ctypes.CDLL(None)"
    [result] = _outputs(libc, used, _after_mapping("libc.getpid()"), CHECK)
    assert result.data["text/plain"] == "2"


def _after_mapping(line: str) -> str:
    """A right solution that does one thing more."""
    source = (CORPUS / "right" / "noisy.py").read_text()
    return source.replace("-1, size)", f"-1, size)\n    {line}")


def test_what_is_too_large_to_send_is_made_anew():
    [result] = _outputs("table = bytearray(240 << 20)", _after_mapping("table[0]"), CHECK)
    assert result.data["text/plain"] == "2"


def test_unknown_name_is_one_clear_line():
    [error] = _outputs('check("anonymous_chld")')
    assert error.traceback == [
        "no exercise is called 'anonymous_chld': did you mean 'anonymous_child'?"
    ]


def test_the_kernel_gets_no_child_from_the_grader():
    waits = "import os\ntry:\n    os.wait()\nexcept ChildProcessError:\n    print('none')"
    [stream] = _outputs((CORPUS / "right" / "noisy.py").read_text(), CHECK, waits)
    assert stream.text == "none\n"


@pytest.mark.parametrize(("name", "good"), [("right/noisy", True), ("wrong/private", False)])
def test_validate(tmp_path, name, good):
    source = sample_class.ROOT / "exercises/source/4-anonymous/anonymous.ipynb"
    text = (CORPUS / f"{name}.py").read_text()
    notebook = nbformat.read(source, as_version=4)
    only = [c for c in notebook.cells if not c.metadata.get("nbgrader", {}).get("grade")]
    check = next(c for c in notebook.cells if c.source == CHECK)
    notebook.cells = [*only, check]
    solved = sample_class.solved(notebook, lambda function: text * (function == "anonymous_child"))
    nbformat.write(solved, tmp_path / "anonymous.ipynb")
    done = sample_class.nbgrader(tmp_path, "validate", "anonymous.ipynb")
    said = "Success! Your notebook passes all the tests." if good else "The mapping is MAP_PRIVATE"
    assert said in done.stdout, done.stderr


def test_without_seccomp_one_line_says_what_to_do():
    """The stage is started where libseccomp's filter cannot be loaded: inside a filter that
    refuses seccomp itself."""
    code = (
        "import pyseccomp as s, errno\n"
        "f = s.SyscallFilter(s.ALLOW)\n"
        "f.add_rule(s.ERRNO(errno.EPERM), 'seccomp')\n"
        "f.add_rule(s.ERRNO(errno.EPERM), 'prctl', s.Arg(0, s.EQ, 22))\n"
        "f.load()\n"
        "from grader.stage import Stage, StageError\n"
        "try:\n"
        "    Stage().launch([])\n"
        "except StageError as error:\n"
        "    print(error)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("this machine cannot watch a run"), done.stderr
    assert done.stdout.count("\n") == 1
