"""Every submission of the corpus gets the verdict that its first lines say.

A file in `right/` earns full marks. A file in `wrong/` says on its second line which rule it
breaks and which mistake the help must name, `# breaks: RULE; help: MISTAKE`, or one of several,
`RULE or RULE`, `MISTAKE or MISTAKE`, where it depends on how far a race gets.
"""

import re
from pathlib import Path

import pytest

from grader.exercises import find, names
from grader.judge import judge
from grader.submission import Submission

CORPUS = Path(__file__).parents[1] / "submissions"
EXPECTED = re.compile(r"# breaks: (\w+(?: or \w+)*); help: (\w+(?: or \w+)*)")


def _files(kind: str):
    files = sorted(CORPUS.glob(f"*/{kind}/*.py"))
    return [pytest.param(path, id=f"{path.parts[-3]}-{path.stem}") for path in files]


def _report(stage, path: Path):
    text = path.read_text()
    return judge(stage, Submission(cells=((1, text),)), path.parts[-3])


@pytest.mark.parametrize("path", _files("right"))
def test_right(stage, path):
    report = _report(stage, path)
    assert report.passed, report.text


@pytest.mark.parametrize("path", _files("wrong"))
def test_wrong(stage, path):
    """Refused on every grading; told why on one of ten, since how far a race gets differs."""
    rules, mistakes = EXPECTED.search(path.read_text().split("\n", 2)[1]).groups()
    for _ in range(10):
        report = _report(stage, path)
        assert not report.passed, report.text
        broken = {line.name for line in report.lines if line.outcome == "failed"}
        told = report.help.name if report.help else "None"
        if broken & set(rules.split(" or ")) and told in mistakes.split(" or "):
            return
    pytest.fail(f"not {rules} and {mistakes}, but:\n{report.text}")


@pytest.mark.parametrize("name", names())
def test_corpus_is_large_enough(name):
    assert len(list(CORPUS.glob(f"{name}/right/*.py"))) >= 5
    assert len(list(CORPUS.glob(f"{name}/wrong/*.py"))) >= 10
    rules = {rule.name for rule in find(name).rules}
    for path in CORPUS.glob(f"{name}/wrong/*.py"):
        broken = EXPECTED.search(path.read_text().split("\n", 2)[1])[1]
        assert set(broken.split(" or ")) <= rules, path


def test_the_warnings_of_pythons_parser_are_not_told(stage, recwarn):
    text = "def writer(path, records):\n    return '\\d'\n"
    judge(stage, Submission(cells=((1, text),)), "writer")
    assert not recwarn.list


@pytest.mark.parametrize("name", ["writer", "child_writes", "zero_device", "compute_together"])
def test_nothing_is_credited_to_a_function_that_is_not_written(stage, name):
    functions = (name, *find(name).beside)
    text = "\n".join(f"def {f}(*_):\n    raise NotImplementedError" for f in functions)
    report = judge(stage, Submission(cells=((1, text),)), name)
    passed = [line.name for line in report.lines if line.outcome == "passed"]
    assert (passed, report.help.name) == (["children_end"], "not_written")
