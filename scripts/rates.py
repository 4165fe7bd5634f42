"""Judge the corpus again and again and count wrong verdicts, in both directions.

A right solution that does not get full marks is a false reject, a wrong one that gets them a false
accept. Prints a row of a Markdown table for each function.
"""

import argparse
import statistics
import time
from pathlib import Path

from tqdm import tqdm

from grader.exercises import names
from grader.judge import judge
from grader.stage import Stage
from grader.submission import Submission

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "submissions"


def wrong_verdicts(stage: Stage, name: str, kind: str, runs: int) -> tuple[int, int, list[float]]:
    """(wrong verdicts, verdicts, seconds of each check) over one folder of the corpus."""
    wrong, seconds = 0, []
    files = sorted((CORPUS / name / kind).glob("*.py"))
    for path in tqdm([f for f in files for _ in range(runs)], f"{name} {kind}", leave=False):
        text = path.read_text()
        began = time.monotonic()
        report = judge(stage, Submission(cells=((1, text),)), name)
        seconds.append(time.monotonic() - began)
        if report.passed != (kind == "right"):
            wrong += 1
            tqdm.write(f"wrong verdict on {path.name}, seed {report.seed}:\n{report.text}")
    return wrong, len(seconds), seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="default: all")
    parser.add_argument("--runs", type=int, default=10, help="gradings of each file (10)")
    options = parser.parse_args()
    print("| function | false rejects | false accepts | median check of a right one |")
    print("|---|---|---|---|")
    with Stage() as stage:
        for name in options.functions or names():
            rejects, rights, seconds = wrong_verdicts(stage, name, "right", options.runs)
            accepts, wrongs, _ = wrong_verdicts(stage, name, "wrong", options.runs)
            middle = statistics.median(seconds) if seconds else float("nan")
            print(
                f"| `{name}` | {rejects} of {rights} | {accepts} of {wrongs} | {middle:.2f} s |",
                flush=True,
            )


if __name__ == "__main__":
    main()
