"""The order in which stopped children go on."""

import pytest

from grader.witness.turns import Turns


def _order(turns: Turns, steps: int) -> list[str]:
    """Who moves when, if children 1 and 2 stop at the places a, b, c ... of the same code."""
    moved = []

    def stop(child: int, step: int) -> None:
        def go() -> None:
            moved.append(f"{child}{'abcdefgh'[step]}")
            if step + 1 < steps:
                stop(child, step + 1)

        turns.stop(child, "abcdefgh"[step], go)

    stop(1, 0)
    stop(2, 0)
    while turns.waited_for:
        turns.advance()
    return moved


@pytest.mark.parametrize(
    ("stretches", "order"),
    [
        ((), "1a 2a 2b 1b 1c 2c 2d 1d"),
        ((2,), "1a 1b 2a 2b 2c 2d 1c 1d"),
        ((1, 2), "1a 2a 2b 2c 1b 1c 1d 2d"),
    ],
)
def test_they_move_in_stretches(stretches, order):
    assert " ".join(_order(Turns(*stretches), 4)) == order


def test_a_place_stops_nobody_for_ever():
    turns, passed = Turns(), []
    for _ in range(20):
        turns.stop(1, "here", lambda: passed.append(1))
        if turns.waited_for:
            turns.advance()
    assert len(passed) == 20
