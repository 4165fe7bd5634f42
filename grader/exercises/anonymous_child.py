"""anonymous_child(size, produce) -> bytes: one child's bytes, through an anonymous mapping."""

import mmap
import random

from grader.exercise import Call, Exercise
from grader.kit import mistakes, rules
from grader.wire import Handed


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE
    sizes = (1, fresh.randrange(2, page), page, 16 * page + fresh.randrange(1, page))
    # Two late answers tell a parent that waits from one that does not; more would only cost time.
    return [_call(size, fresh.randbytes(size), late=size >= page) for size in sizes]


def _call(size: int, payload: bytes, late: bool) -> Call:
    return Call(
        "anonymous_child",
        (size, Handed("produce")),
        expect=payload,
        handed={"produce": lambda: payload},
        payload=payload,
        size=size,
        late=late,
    )


EXERCISE = Exercise(
    name="anonymous_child",
    assignment="4-anonymous",
    points=2,
    calls=calls,
    rules=(
        rules.ended,
        rules.child_produces,
        rules.shared_mapping(
            "shared_anonymous",
            "A shared anonymous mapping is made before the fork.",
            lambda mapping: mapping.backing == "anonymous",
            before_fork=True,
        ),
        rules.waits,
        rules.right_bytes,
        rules.no_other_way,
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=mistakes.SHARING,
)
