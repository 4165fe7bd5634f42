"""anonymous_child(size, produce) -> bytes: one child's bytes, through an anonymous mapping."""

import mmap
import random
from dataclasses import replace

from grader.exercise import Call, Exercise, mistake, with_inverted
from grader.kit import clues, rules
from grader.kit.mistakes import sharing
from grader.kit.payload import for_turns, fresh_payload
from grader.wire import Handed
from grader.witness.seen import Seen
from grader.witness.turns import Glances, Turns


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE
    several = page + fresh.randrange(2, page)
    # A late answer tells a parent that waits from one that does not; more would only cost time.
    # A signal is lost by a parent that is held before it pauses. One that takes a part for all
    # sees it in the call whose child stops often, and between two pages.
    return [
        replace(_call(fresh, 1), exits_late=True),
        _call(fresh, page, turns=Glances("caller")),
        _call(fresh, 16 * page + fresh.randrange(1, page), late=1),
        _call(fresh, several, turns=Glances("children", since="produce()")),
        with_inverted(_call(fresh, page + fresh.randrange(page)), lambda _: True),
    ]


def _call(fresh: random.Random, size: int, late: int = 0, turns: Turns | None = None) -> Call:
    payload = for_turns(fresh_payload(fresh, size), turns)
    return Call(
        "anonymous_child",
        (size, Handed("produce")),
        expect=payload,
        handed={"produce": lambda: payload},
        payload=payload,
        size=size,
        late=late,
        turns=turns,
    )


@mistake(
    "The mapping is of a device",
    "A shared mapping of `/dev/zero` is as good as an anonymous one, and needs the device. That is "
    "the next exercise.",
    "Ask for memory alone: `mmap.mmap(-1, size)`.",
)
def device_in_its_place(seen: Seen, _source: str) -> bool:
    made = {event.mapping.backing for event in clues.shared(seen)}
    return "/dev/zero" in made and "anonymous" not in made


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
        rules.through_memory(rules.no_other_way),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(*sharing.SHARING, device_in_its_place),
)
