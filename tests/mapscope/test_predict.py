"""A prediction beside what was measured, with and without buttons."""

import sys

import pytest

from mapscope import predict


@pytest.fixture(params=["with ipywidgets", "without"], autouse=True)
def _widgets(request, monkeypatch):
    if request.param == "without":
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
    else:
        pytest.importorskip("ipywidgets")


def test_an_answer_is_shown_beside_the_measurement():
    guess = predict("What does the parent read?", 0, 42)
    guess.answer = 0
    told = guess.compare(42)
    assert not told.right
    assert repr(told) == "What does the parent read?\nThe machine says 42: you predicted 0."
    assert guess.compare(0).right


def test_without_an_answer_the_machine_still_tells():
    told = predict("How many faults?", 1, 8).compare(8)
    assert not told.right
    assert "you had not answered" in repr(told)


def test_an_answer_outside_the_choices_is_refused():
    with pytest.raises(ValueError, match="choose from 'zeros', 'SIGBUS'"):
        predict("What happens?", "zeros", "SIGBUS", answer="SIGSEGV")
    assert predict("How many faults?", answer=7).answer == 7


def test_the_question_is_readable_as_plain_text():
    plain = predict("What happens?", "zeros", "SIGBUS")._repr_mimebundle_()["text/plain"]
    assert plain == "What happens?\nzeros · SIGBUS | no answer yet"
