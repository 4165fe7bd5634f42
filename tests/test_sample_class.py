"""The whole way with nbgrader's own commands: what each kind of submission gets, and that none
disturbs another."""

import re

import nbformat
import pytest
import sample_class
from nbgrader.api import Gradebook

pytestmark = pytest.mark.slow

ASSIGNMENT = "4-anonymous"
CHECK = "anonymous-child-check"
OTHERS = ("zero-device-check", "count-together-check", "compute-together-check")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which every sample submission of one function was graded."""
    folder = sample_class.course(tmp_path_factory.mktemp("nbgrader") / "course")
    files = sorted((sample_class.CORPUS / "anonymous_child").glob("*/*.py"))
    assert _run(folder, "generate_assignment", ASSIGNMENT, "--create") == ""
    release = folder / "release" / ASSIGNMENT
    for file in files:
        target = folder / "submitted" / _student(file) / ASSIGNMENT
        target.mkdir(parents=True)
        for source in release.glob("*.ipynb"):
            notebook = nbformat.read(source, as_version=4)
            solved = sample_class.solved(notebook, lambda name, file=file: _answer(name, file))
            nbformat.write(solved, target / source.name)
    assert _run(folder, "autograde", ASSIGNMENT) == ""
    assert _run(folder, "generate_feedback", ASSIGNMENT) == ""
    return folder, files


def _answer(function: str, file) -> str:
    """The sample for its own function, a right solution for every other one."""
    if function == "anonymous_child":
        return file.read_text()
    return sample_class.corpus_file(function, "right", 0).read_text()


def _run(folder, *arguments) -> str:
    """What a command complained of."""
    done = sample_class.nbgrader(folder, *arguments)
    lines = [line for line in done.stderr.splitlines() if re.search("WARNING|ERROR|Error", line)]
    return "\n".join(lines) if done.returncode == 0 else done.stderr


def _student(file) -> str:
    return f"{file.parent.name}-{file.stem}"


def _share(folder, student: str, check: str = CHECK) -> float:
    """The part of the points of one check that a student got."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(check, "anonymous", ASSIGNMENT, student)
        return grade.auto_score / grade.max_score


def test_each_gets_what_it_deserves(graded):
    folder, files = graded
    shares = {_student(file): _share(folder, _student(file)) for file in files}
    wrong = [name for name, share in shares.items() if (share == 1) != name.startswith("right")]
    assert not wrong, shares


def test_no_answer_disturbs_another_one(graded):
    """A crash, an endless loop or a lost child costs its own exercise, and no other one."""
    folder, files = graded
    for file in files:
        for check in OTHERS:
            assert _share(folder, _student(file), check) == 1, (file.name, check)


def test_feedback_holds_report_and_picture(graded):
    folder, files = graded
    for file in files:
        page = folder / "feedback" / _student(file) / ASSIGNMENT / "anonymous.html"
        text = page.read_text()
        assert 'aria-label="anonymous_child:' in text
        assert re.search(r'<img alt="[^"]+ of \d process', text) or 'role="img"' in text, page
        elsewhere = re.findall(r'<img [^>]*src="(?!data:)', text)
        assert not elsewhere, "a student gets the page alone"
