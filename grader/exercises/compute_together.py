"""compute_together(n, workers, compute) -> numpy.ndarray: each child fills a slice."""

import mmap
import random
import re
import struct
from dataclasses import replace

import numpy as np

from grader.exercise import Broken, Call, Exercise, Rule, mistake, rule, with_inverted
from grader.kit import clues, rules, ways
from grader.kit.mistakes import arrays, general, sharing
from grader.wire import Handed
from grader.witness.seen import Seen
from grader.witness.turns import Glances, OneAfterAnother, Turns

FEW = 1024  # elements, which one child may have as its slice


def calls(fresh: random.Random) -> list[Call]:
    page = mmap.PAGESIZE // 8
    return [
        _call(fresh, 0, 2),
        _call(fresh, fresh.randrange(2, 4), 4),
        replace(_call(fresh, 2 * page + fresh.randrange(1, page, 2), 5), exits_late=True),
        _call(fresh, fresh.randrange(FEW + 2, FEW + 99, 2), 2, Turns()),
        _call(fresh, fresh.randrange(30, 60), 2, Glances("all")),
        _call(fresh, fresh.randrange(30, 60), 3, OneAfterAnother("children")),
        with_inverted(_call(fresh, fresh.randrange(30, 60), 1), _has_all),
    ]


def _has_all(seen: Seen) -> bool:
    """Whether each index was asked for, the last one just now."""
    return bool(seen.call.handed["compute"].times.all())


class _Computed:
    """The judge's side of `compute`: a value for each index, and what was asked for."""

    def __init__(self, values: np.ndarray):
        self.values = values
        self.times = np.zeros(len(values), dtype=int)
        self.beyond = False  # an index was asked for that the array has not

    def __call__(self, indices) -> np.ndarray | float:
        asked = np.asarray(indices)
        with np.errstate(invalid="ignore"):  # as it is for NaN
            wanted = asked.astype(np.int64)
        if asked.size and ((wanted != asked).any() or wanted.min() < 0):
            raise IndexError("indices are whole numbers from 0 on")
        self.beyond |= bool(asked.size) and bool(wanted.max() >= len(self.values))
        values = self.values[wanted]
        np.add.at(self.times, wanted, 1)
        return values


def _call(fresh: random.Random, n: int, workers: int, turns: Turns | None = None) -> Call:
    values = np.random.default_rng(fresh.getrandbits(64)).uniform(-1e6, 1e6, n)
    if turns:
        values[fresh.randrange(n)] = 0  # a value like any other: no sign of what is still to come
    computed = _Computed(values)
    return Call(
        "compute_together",
        (n, workers, Handed("compute")),
        expect=values,
        handed={"compute": computed},
        payload=values.tobytes(),
        size=values.nbytes,
        late=turns is None,
        turns=turns,
        seconds=30.0,  # the judge takes its time between turns, and to answer index by index
        pids_apart=workers if turns else 1,
    )


@rule("Children compute each index once.", needs=("ended",))
def computed_once(seen: Seen) -> None:
    n, workers, _ = seen.call.args
    if any(event.name == "compute()" for event in seen.of("refused")):
        raise Broken("The parent called `compute` itself.")
    times = seen.call.handed["compute"].times
    for count, what in ((times == 0, "never computed"), (times > 1, "computed more than once")):
        if count.any():
            raise Broken(
                f"With n = {n:,} and {workers} workers, {count.sum():,} indices were {what}; the "
                f"first is {count.argmax():,}."
            )
    if n > FEW and clues.one_did_all(seen):
        raise Broken(f"One child computed everything, and there should be {workers}.")


@rule("The values travel through the mapping and no other way.", needs=("ended",))
def values_in_the_mapping(seen: Seen) -> None:
    rules.no_memfd(seen)
    way = _sent(seen)
    if way:
        raise Broken(way)


def _of_elements(rule: Rule) -> Rule:
    """The rule, for arrays that have elements: without any, nothing must be mapped or computed."""
    return replace(rule, judge=lambda seen: rule.judge(seen) if seen.call.size else None)


def _sent(seen: Seen) -> str:
    """Says so when a computed value was sent; the indices may be, as the tasks of a pool."""
    sends, values = seen.of("send"), seen.call.expect[seen.call.expect != 0]
    if not sends:
        return ""
    known = {struct.pack(order + "d", value) for value in values for order in "<>"}
    texts = {repr(value).encode() for value in values.tolist()}
    for event in sends:
        content = event.content
        pieces = {content[at : at + 8] for at in range(len(content) - 7)}
        if pieces & known or any(text in content for text in texts):
            return f"Computed values were sent by {ways.word(event.name)}: {event.bytes:,} bytes."
    return ""


@mistake(
    "The mapping was closed while the array still used it",
    "An array over a mapping has no memory of its own, so `close()` is refused (BufferError), and "
    "an array over memory that is really gone would crash.",
    "Return the array over the mapping and do not close it: the mapping goes when the array "
    "goes. Or return a copy (`array.copy()`), delete the view, and close.",
)
def closed_too_early(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("raised") == "BufferError"


@mistake(
    "A mapping of length 0",
    "With `n` of 0 there is nothing to map, and the kernel makes no mapping of no bytes.",
    "Return `numpy.empty(0)` at once, or map one byte more than you need.",
)
def nothing_to_map(seen: Seen, _source: str) -> bool:
    over = seen.ending in ("returned", "raised")
    return over and seen.call.args[0] == 0 and clues.returned_array(seen) is None


@mistake(
    "A slice reaches beyond the end of the array",
    "Where every slice is as long as the first, the last ones come to an end behind the array, and "
    "`compute` has no answer to an index that is not there.",
    "Let child k take the indices from `k * n // workers` to `(k + 1) * n // workers`.",
)
def beyond_the_end(seen: Seen, _source: str) -> bool:
    return seen.call.handed["compute"].beyond


@mistake(
    "The mapping has too few bytes for the array",
    "A length in `mmap.mmap` is in bytes, and a `float64` takes 8 of them.",
    "Map `8 * n` bytes.",
)
def too_few_bytes(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "ValueError", "element size", "buffer is smaller")


@mistake(
    "A zero stands for 'not yet computed'",
    "Any number may be computed, a zero too. A wait until none is left goes on although all of "
    "the values are there.",
    "Wait for the children's end (`os.waitpid(pid, 0)` for each, or `process.join()`).",
)
def zero_for_a_flag(seen: Seen, source: str) -> bool:
    polls = clues.out_of_time(seen) and not seen.of("wait")
    return polls and bool(re.search(r"[!=]= ?0|\.(all|any)\(|nonzero", source))


@mistake(
    "The slices do not cover the array",
    "`n // workers` leaves a rest when `workers` does not divide `n`, and is 0 when there are more "
    "workers than elements. A slice ends before its second number.",
    "Let child k take the indices from `k * n // workers` to `(k + 1) * n // workers`.",
)
def rest_dropped(seen: Seen, _source: str) -> bool:
    n, workers, _ = seen.call.args
    if n < workers and clues.raised(seen, "ValueError"):  # range(..., 0)
        return True
    return bool(seen.of("answer")) and not seen.call.handed["compute"].times.all()


@mistake(
    "The slices overlap",
    "Some index was computed by two children. Where children take their indices from a counter "
    "that they share, two of them may load the same number before one stores the next. A function "
    "defined in a loop has the loop's last `k` when it runs after it.",
    "Let child k take the indices from `k * n // workers` to `(k + 1) * n // workers`, or hold a "
    "lock from the counter's load to its store.",
)
def overlapping(seen: Seen, _source: str) -> bool:
    return bool((seen.call.handed["compute"].times > 1).any())


@mistake(
    "Values stand at the wrong place",
    "What `compute` returns belongs to the indices that it got; a slice of the array begins at 0, "
    "a slice of the work does not. Sorting moves the values too.",
    "Store where the indices point: `array[indices] = compute(indices)`.",
)
def wrong_place(seen: Seen, _source: str) -> bool:
    value = clues.returned_array(seen)
    if value is None or not clues.wrong_value(seen):
        return False
    found = value[value != 0]
    moved = value.shape == seen.call.expect.shape and value[value != seen.call.expect].any()
    return bool(moved) and bool(np.isin(found, seen.call.expect).all())


@mistake(
    "A child stored outside its own slice",
    "What another child had stored there was overwritten, by zeros or by what was loaded before. "
    "An operation on the whole array (`array += part`) loads and stores every element.",
    "Store into the child's own slice alone: `array[indices] = compute(indices)`.",
)
def overwritten(seen: Seen, _source: str) -> bool:
    value, expect = clues.returned_array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    wrong = value != expect
    return bool(0 < wrong.mean() < 1 and not value[wrong].any())


@mistake(
    "Other values were stored or returned than those that were computed",
    "Rounding, a sum with what was there before, a function of them or an array of another type "
    "changes them.",
    "Store what `compute` returns as it is (`array[indices] = compute(indices)`) in an array of "
    "`float64`, and return that array.",
)
def other_values(seen: Seen, _source: str) -> bool:
    value, expect = clues.returned_array(seen), seen.call.expect
    if value is None or value.shape != expect.shape:
        return False
    return bool(value[value != expect].any())


@mistake(
    "No child got as far as `compute`, or gave it no indices",
    "`compute` takes an array, a list or a range of whole numbers. Anything else is an error in "
    "the child, and `finally: os._exit(0)` hides an error.",
    "Have the child print its errors (`traceback.print_exc()`), and call `compute` with "
    "`numpy.arange(begin, end)`.",
)
def nothing_computed(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and bool(seen.of("fork")) and not seen.of("call")


@mistake(
    "One child did the work of all",
    "The exercise is about children that fill one array side by side.",
    "Start `workers` children and give each a slice of its own.",
)
def one_for_all(seen: Seen, _source: str) -> bool:
    return len(clues.callers(seen)) == 1 < seen.call.args[1]


@mistake(
    "The values went from process to process by a system call",
    "A pipe, a queue or a pool's result copies them into the kernel and out again; the exercise "
    "is to share the memory itself.",
    "Let each child store into its slice of the mapping, and return nothing.",
)
def sent(seen: Seen, _source: str) -> bool:
    return bool(_sent(seen)) or ways.came_beside(seen)


@mistake(
    "The array has another type",
    "Eight bytes for each element of a `float64`; an array over the same bytes with another type "
    "has other values, or another length.",
    "`numpy.frombuffer(mapping, dtype=numpy.float64, count=n)`.",
)
def other_type(seen: Seen, _source: str) -> bool:
    value = clues.returned_array(seen)
    if value is None:
        return False
    rounded = clues.wrong_value(seen) and np.array_equal(value, np.float32(seen.call.expect))
    return value.dtype != np.float64 or rounded


@mistake(
    "It returned something other than an array",
    "A list, a `memoryview` or the mapping itself holds the same numbers, but is no "
    "`numpy.ndarray`, which is what the caller computes with.",
    "Return `numpy.frombuffer(mapping, dtype=numpy.float64, count=n)`, or a copy of it.",
)
def not_an_array(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and clues.returned_array(seen) is None


@mistake(
    "The values lost their fractions",
    "An array of integers cuts off what is behind the point of each number that is stored in it.",
    "Let the array over the mapping be `numpy.float64`.",
)
def cut_to_integers(seen: Seen, _source: str) -> bool:
    value = clues.returned_array(seen)
    return value is not None and np.array_equal(value, np.trunc(seen.call.expect))


EXERCISE = Exercise(
    name="compute_together",
    assignment="4-anonymous",
    points=3,
    calls=calls,
    rules=(
        rules.ended,
        computed_once,
        _of_elements(
            rules.shared_mapping(
                "shared_anonymous",
                "A shared anonymous mapping is made before the fork.",
                lambda mapping: mapping.backing == "anonymous",
                before_fork=True,
            )
        ),
        _of_elements(replace(rules.waits, needs=("ended",))),
        rules.right_array("float64"),
        rules.through_memory(values_in_the_mapping),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(
        general.not_written,
        nothing_to_map,
        closed_too_early,
        zero_for_a_flag,
        general.parent_ended,
        sharing.parent_called,
        general.flags_refused,
        beyond_the_end,
        too_few_bytes,
        sharing.no_child,
        general.nothing_returned,
        not_an_array,
        other_type,
        arrays.wrong_shape,
        cut_to_integers,
        nothing_computed,
        sharing.forking_children,
        *general.ERRORS,
        general.child_raised,
        general.child_strayed,
        sharing.made_outside,
        sharing.private_mapping,
        sharing.mapped_after_fork,
        sent,
        sharing.slot_by_pid,
        sharing.stored_after_fork,
        sharing.no_wait,
        overlapping,
        rest_dropped,
        one_for_all,
        overwritten,
        wrong_place,
        other_values,
        *sharing.SHARING,
    ),
)
