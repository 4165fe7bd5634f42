"""What a container's own seccomp filter denies is nobody's failed exercise."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DENIED = """
import errno, pyseccomp, sys
from grader.stage import prompt
outer = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
outer.add_rule(pyseccomp.ERRNO(errno.EPERM), prompt.NAME)
outer.load()
from grader.judge import judge
from grader.stage import Stage, StageError
from grader.submission import Submission
text = open(sys.argv[1]).read()
with Stage() as stage:
    try:
        print(judge(stage, Submission(cells=((1, text),)), "peek"))
    except StageError as error:
        print("StageError:", error)
from grader.doctor import examine
print(*(finding for finding in examine() if not finding.fine), sep="\\n")
"""


def test_a_denied_call_is_told_and_costs_no_points():
    solution = next((ROOT / "tests/submissions/peek/right").glob("*.py"))
    done = subprocess.run(
        [sys.executable, "-c", DENIED, solution],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    error, *findings = done.stdout.splitlines()
    assert error.startswith("StageError:")
    assert "seccomp profile" in error
    assert any(line.startswith("FAIL  a check:") for line in findings)
