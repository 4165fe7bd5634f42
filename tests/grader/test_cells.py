"""What a kernel makes of a notebook's cells, a run does too: the function below it is there."""

import nbformat.v4
import pytest
import sample_class

from grader.judge import judge
from grader.submission import Submission

RIGHT = (sample_class.CORPUS / "anonymous_child" / "right" / "noisy.py").read_text()


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%time 1 + 1",
        "listing = %ls",
        "files = !ls",
        "!ls | head -1",
        "mmap?",
        "get_ipython().run_line_magic('autoreload', '2')",
        "display(In, Out, 'a text')",
        "import asyncio\nawait asyncio.sleep(0)",
        "async def numbers():\n    yield 1\nassert [each async for each in numbers()] == [1]",
        "from grader import check\nprint(check('zero_device').points)",
        "from mapscope import run\nprint(run(max, 1, 2).value)",
        "from IPython.display import Image, display\ndisplay(Image(data=b''))",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    ],
)
@pytest.mark.parametrize("around", ["", "%%time\n", "%%capture told\n"])
def test_a_line_before_the_function(stage, line, around):
    cell = nbformat.v4.new_code_cell(f"{around}{line}\n{RIGHT}")
    report = judge(stage, Submission.from_notebook({"cells": [cell]}), "anonymous_child")
    assert report.passed
    assert "stopped with an error" not in report.text


def test_another_program_s_cell(stage):
    texts = ["%%bash\nls", "%%writefile helper.py\nx = 1", RIGHT]
    cells = [nbformat.v4.new_code_cell(text) for text in texts]
    report = judge(stage, Submission.from_notebook({"cells": cells}), "anonymous_child")
    assert report.passed
    assert "stopped with an error" not in report.text


@pytest.mark.parametrize(
    ("function", "file"),
    [("anonymous_child", "fork_with_flags.py"), ("compute_together", "view_of_the_mapping.py")],
    ids=["waits_for_its_child", "waits_for_any_child"],
)
def test_what_a_cell_leaves_is_left_by_no_call(stage, function, file):
    """A zombie, a child that waits for a signal, and shared memory with its tracker."""
    leaves = """
import os, signal
from multiprocessing import shared_memory
if os.fork() == 0:
    os._exit(0)
if os.fork() == 0:
    signal.pause()
    os._exit(0)
kept = shared_memory.SharedMemory(create=True, size=100)
"""
    right = (sample_class.CORPUS / function / "right" / file).read_text()
    report = judge(stage, Submission(cells=((1, right), (2, leaves))), function)
    assert report.passed, report.text
