"""Predict, then compare: commit to an answer before the machine gives its own."""

from __future__ import annotations

from typing import Any


class Prediction:
    """A question, the reader's `answer` to it (None until given), and what may be answered."""

    def __init__(self, question: str, choices: tuple, answer: Any = None) -> None:
        self.question = question
        self.choices = choices
        self._answer = None
        self._buttons = _buttons(choices)
        if answer is not None:
            self.answer = answer

    @property
    def answer(self) -> Any:
        return self._buttons.value if self._buttons else self._answer

    @answer.setter
    def answer(self, answer: Any) -> None:
        if self.choices and answer not in self.choices:
            offered = ", ".join(repr(choice) for choice in self.choices)
            raise ValueError(f"{answer!r} is not among the answers; choose from {offered}")
        if self._buttons:
            self._buttons.value = answer
        self._answer = answer

    def compare(self, measured: Any) -> Comparison:
        """Show the answer beside what was measured."""
        return Comparison(self.question, self.answer, measured)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        plain = {"text/plain": repr(self)}
        if not self._buttons:
            return plain
        from ipywidgets import Label, VBox  # noqa: PLC0415 (there are buttons, so it is there)

        return VBox([Label(self.question), self._buttons])._repr_mimebundle_() | plain

    def __repr__(self) -> str:
        offered = f"{' · '.join(map(str, self.choices))} | " if self.choices else ""
        given = "no answer yet" if self.answer is None else f"your answer: {self.answer}"
        return f"{self.question}\n{offered}{given}"


class Comparison:
    """A prediction beside the measurement; `right` tells whether they agree."""

    def __init__(self, question: str, answer: Any, measured: Any) -> None:
        self.question, self.answer, self.measured = question, answer, measured

    @property
    def right(self) -> bool:
        return self.answer is not None and bool(self.answer == self.measured)

    def __repr__(self) -> str:
        if self.answer is None:
            return f"{self.question}\nThe machine says {self.measured}; you had not answered."
        verdict = "as you predicted" if self.right else f"you predicted {self.answer}"
        return f"{self.question}\nThe machine says {self.measured}: {verdict}."


def predict(question: str, *choices: Any, answer: Any = None) -> Prediction:
    """Ask the reader for a prediction.

    `guess = predict("What does the parent read?", 0, 42)` shows buttons where ipywidgets is
    installed; `guess.answer = 42`, or `answer=42` in the call, does without. Then
    `guess.compare(measured)` sets both side by side. Raises ValueError for an answer that is not
    among the choices; without choices any answer will do.
    """
    return Prediction(question, choices, answer)


def _buttons(choices: tuple) -> Any:
    try:
        import ipywidgets  # noqa: PLC0415 (optional: the extra `lab`)
    except ImportError:
        return None
    if not choices:
        return None
    return ipywidgets.ToggleButtons(
        options=[(str(choice), choice) for choice in choices],
        value=None,
        style={"button_width": "auto"},  # the default width cuts long answers
    )
