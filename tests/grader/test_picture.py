"""The picture of a run shows what went wrong, and says it in its text alternative."""

import html
import re
from pathlib import Path

import pytest

from grader.exercise import Call, InScratch
from grader.judge import judge
from grader.submission import Submission
from grader.wire import Handed

CORPUS = Path(__file__).parents[1] / "submissions"


@pytest.fixture
def alt(stage):
    """The words of the picture of a solution of the corpus."""

    def look(name: str) -> str:
        path = CORPUS / f"{name}.py"
        text = path.read_text()
        report = judge(stage, Submission(cells=((1, text),)), path.parts[-3])
        return html.unescape(re.search(r'<img alt="([^"]*)"', report.html)[1])

    return look


def test_a_lost_update_is_seen(alt):
    told = alt("count_together/wrong/no_lock")
    assert re.match(r"Flagged: store by child \d \(.+ becomes .+: child \d's is lost\)", told)
    assert "Flagged" not in alt("count_together/right/process_lock")


def test_a_read_that_came_too_early_is_seen_beside_the_writer(alt):
    told = alt("writer/wrong/count_before_record")
    assert told.startswith("Flagged: return by reader")
    assert re.search(r"Writer stores \(\d+ times\)", told)
    for wrong in ("no_waitpid", "sleep_for_a_wait"):
        assert alt(f"anonymous_child/wrong/{wrong}").startswith("Flagged: return by parent")


def test_a_token_is_told_from_the_payload(alt):
    told = alt("anonymous_child/right/token_through_a_pipe")
    assert "stores, sends a token and exits." in told
    assert "Flagged: copy by child 1" in alt("anonymous_child/wrong/pipe")
    for library in ("pool_executor", "forked_by_executor"):  # which sends what it is to run
        assert "Flagged" not in alt(f"zero_device/right/{library}")


def test_a_child_that_a_signal_has_ended(alt):
    told = alt("child_writes/wrong/child_dies_of_sigbus")
    assert told.startswith("Flagged: child 1 killed (SIGBUS)")
    assert "Flagged" not in alt("anonymous_child/right/thread_and_kill")  # by its own parent


def test_a_call_is_told_without_its_contents():
    args = (InScratch("f"), b"\0", [b"a", b"b"], (2, 3), 5, Handed("produce"))
    assert str(Call("f", args)) == "f(path, 1 byte, 2 items, (2, 3), 5, produce)"
