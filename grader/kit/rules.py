"""Rules that several exercises share. Each reads like the contract and says what it saw."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from grader.exercise import Broken, Rule, rule
from grader.kit import clues, ways
from grader.witness.seen import OWN, Event, Mapping, Seen
from mapscope.words import count

TOLD = 8  # things of a list, of however many

ENDINGS = {
    "": "It did not end: it was never called.",
    "raised": "It raised an error:\n{seen.outcome[explained]}",
    "missing": "There is no `{seen.call.function}` in the notebook.",
    "exited": "The calling process was ended (`os._exit`) before this call was over.",
    "killed": "{seen.signal} killed the calling process before this call was over.",
    "overtime": "It had not returned after {seen.call.seconds:g} s.",
    "overworked": "It was still computing when its processor time was used up: a loop that never "
    "ends, that waits without a pause, or that does far more than it needs.",
    "crowded": "It had made so many processes that it was ended. A child that does not end in the "
    "child goes on to fork as well.",
    "overgrown": "All its processes together used more than {seen.excess}.",
    "spoiled": "The call before left the folder so that the files for this one could not be put "
    "there.",
    "stuck": "Every process waited for another one, so none could go on.",
}


@rule("It ends by itself, in time, with a value.")
def ended(seen: Seen) -> None:
    fine = "returned", "cut short"  # the fault of another process, which has a line of its own
    if seen.ending in fine or (seen.ending == "raised" and seen.call.may_raise):
        return
    why = ENDINGS.get(seen.ending, "It did not end: {seen.ending}.")
    raise Broken(why.format(seen=seen))


@rule("It returns the right bytes.", needs=("ended",))
def right_bytes(seen: Seen) -> None:
    kind, value, expect = seen.outcome["type"], seen.outcome.get("value"), seen.call.expect
    if not isinstance(value, bytes):
        raise Broken(f"Expected `bytes`, got `{kind}`.")
    if value != expect:
        raise Broken(f"Expected {show(expect)}, got {show(value)}.{difference(expect, value)}")


def right_array(dtype: str | None = None, tolerance: float = 0.0) -> Rule:
    """The rule that an array of the right shape and numbers came back: of `dtype` where that is
    fixed, and equal to `tolerance` relative to the number expected; NaN equals NaN."""

    def right_array(seen: Seen) -> None:
        value, expect = seen.outcome.get("value"), seen.call.expect
        if not isinstance(value, np.ndarray):
            raise Broken(f"Expected a `numpy.ndarray`, got `{seen.outcome['type']}`.")
        if dtype and value.dtype != dtype:
            raise Broken(f"Expected an array of `{dtype}`, got one of `{value.dtype}`.")
        if value.shape != expect.shape:
            raise Broken(f"Expected an array of shape {expect.shape}, got shape {value.shape}.")
        wrong = np.argwhere(~np.isclose(value, expect, tolerance, atol=0, equal_nan=True))
        if len(wrong):
            at = tuple(wrong[0].tolist())
            raise Broken(
                f"{len(wrong):,} of {expect.size:,} numbers are wrong, first the one at index "
                f"{list(at)}: expected {expect[at]!s}, got {value[at]!s}."
            )

    return rule("It returns the right array.", needs=("ended",))(right_array)


@rule("One child process calls `produce`, not the parent.")
def child_produces(seen: Seen) -> None:
    if clues.parent_called(seen):
        raise Broken("The parent called `produce` itself.")
    if not seen.of("fork"):
        raise Broken("No child process was made.")
    children = clues.callers(seen)
    if not children and not seen.early:  # else it was not given the time
        raise Broken("No child called `produce`.")
    if len(children) > 1:
        raise Broken(f"{len(children)} children called `produce`; one is to make all of it.")


def shared_mapping(
    name: str, line: str, backing: Callable[[Mapping], bool], before_fork: bool
) -> Rule:
    """The rule that a fitting MAP_SHARED mapping was made, in one piece or several, before the
    last fork if that counts."""

    def mapped(seen: Seen) -> None:
        made = [e for e in seen.of("map") if e.mapping.shared and backing(e.mapping)]
        made = [e for e in made if e.mapping.writable]
        if not _hold(made, seen.call.size):
            few = f" of {count(seen.call.size, 'byte')}" if made else ""
            raise Broken(f"No such mapping{few} was made.{made_instead(seen)}")
        forks = [event.at for event in seen.of("fork")]
        early = [event for event in made if not forks or event.at < max(forks)]
        if before_fork and not _hold(early, seen.call.size):
            raise Broken("The mapping was made after the fork, so each process has one of its own.")
        large = len(seen.call.payload) >= ways.TOKENS
        if large and seen.ending == "returned" and not seen.early:
            _payload_was_there(seen)

    return Rule(name, line, mapped)


def _hold(made: list[Event], size: int) -> bool:
    return bool(made) and sum(event.mapping.length for event in made) >= size


def _payload_was_there(seen: Seen) -> None:
    """A mapping beside which the bytes went another way was never filled with them. Counted are
    bytes that have changed, so that a payload stored in another form or order counts as well."""
    held = ways.held_the_payload(seen)
    if OWN in held:
        raise Broken("The bytes were held by a mapping that the call has not made.")
    if not all(path.startswith("/dev/zero") for path in held):
        raise Broken("The bytes were held by a mapping of a file; no file takes part here.")
    if not held:
        raise Broken("It was made, but the bytes were never seen in it.")


def file_mapping(line: str, fits: Callable[[Mapping], bool]) -> Rule:
    """The rule that fitting mappings of the call's file, in one piece or several, hold all `size`
    bytes that the call is about."""

    def file_mapping(seen: Seen) -> None:
        made = clues.maps_of_its_files(seen)
        covered = sum(mapping.length for mapping in made if fits(mapping))
        if covered < seen.call.size:
            raise Broken(
                f"Of {seen.call.size:,} bytes, {covered:,} were in such a mapping."
                f"{made_instead(seen)}"
            )

    return rule(line)(file_mapping)


def no_memfd(seen: Seen) -> None:
    """`Broken` when the shared memory is a file that lives in memory."""
    for event in seen.of("map"):
        if event.mapping.shared and event.mapping.backing.startswith("/memfd:"):
            raise Broken("A memfd was mapped: that is a file, and not what is to be mapped here.")


@rule("The bytes travel through the mapping and no other way.", needs=("child_produces",))
def no_other_way(seen: Seen) -> None:
    if not seen.call.size:
        return
    no_memfd(seen)
    if ways.told_by_status(seen):
        raise Broken("The first byte was the child's exit status.")
    if ways.went_by_calls(seen):
        moved = ways.in_words(ways.moved_by_calls(seen))
        raise Broken(f"Of {seen.call.size:,} bytes, this moved by system calls: {moved}.")


def through_memory(other: Rule) -> Rule:
    """The rule that nothing goes another way, for calls too of which the memory was inverted before
    the caller could look at it."""

    def judge(seen: Seen) -> None:
        if not seen.call.inverted:
            other.judge(seen)
        elif ways.came_beside(seen):
            raise Broken(
                "The check changed what was stored in the mapping, before it could be read. It "
                "returned what had been made all the same: that came another way."
            )

    return replace(other, judge=judge, inverted=True)


@rule("The parent reads only after the child has stored.", needs=("child_produces",))
def waits(seen: Seen) -> None:
    if seen.early and seen.ending == "returned":
        raise Broken("The function returned before a child had stored what it made.")


@rule("Children end in the child.")
def children_end(seen: Seen) -> None:
    strayed = seen.of("strayed")
    if strayed:
        how = f"by an error (`{strayed[0].name}`)" if strayed[0].name else "by returning"
        raise Broken(f"A child left the function {how}: it went on as a second caller.")


@rule("It leaves nothing behind.", needs=("ended", "children_end"), cost=0.5)
def nothing_left(seen: Seen) -> None:
    left = []
    for what, found in (
        ("mapping", seen.left_mappings),
        ("descriptor", seen.left_descriptors),
        ("file", seen.left_files),
    ):
        left += [f"a {what} ({item})" for item in found]
    left += [f"child {number} still running" for number in seen.running]
    left += [f"child {number} not waited for (a zombie)" for number in seen.unreaped]
    left += [f"child {event.process} in the caller's code" for event in seen.of("strayed")]
    if left:
        raise Broken(f"After the call there was still: {listed(left)}.")


def made_instead(seen: Seen) -> str:
    times = Counter(f"({event.mapping})" for event in seen.of("map"))
    made = [f"a mapping {one}" if n == 1 else f"{n:,} mappings {one}" for one, n in times.items()]
    return f" Instead: {listed(made)}." if made else ""


def listed(items: list[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(items) - TOLD:,} more" if len(items) > TOLD else ""
    return ", ".join(items[:TOLD]) + more


def no_list_of_bytes(seen: Seen) -> str:
    """What came back in the place of one, in words."""
    kind = seen.outcome["type"]
    return "a list with other items" if kind == "list" else f"`{kind}`"


def show(value: bytes) -> str:
    head = value[:12].hex(" ")
    size = count(len(value), "byte")
    return f"{size} ({head}{' ...' if len(value) > 12 else ''})" if value else size


def difference(expect: bytes, value: bytes) -> str:
    if len(value) > 1 and not any(value):
        return " All of them are zero."
    for index, (wanted, got) in enumerate(zip(expect, value, strict=False)):
        if wanted != got:
            return f" They differ first at byte {index:,}."
    return ""
