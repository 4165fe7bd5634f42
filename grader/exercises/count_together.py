"""count_together(workers, rounds, draw) -> int: children add to one total that they share."""

import ast
import random
import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from grader.exercise import Broken, Call, Exercise, mistake, rule, with_inverted
from grader.kit import clues, rules, ways
from grader.kit.mistakes import general, sharing
from grader.wire import Handed
from grader.witness.seen import Event, Seen
from grader.witness.turns import Glances, OneAfterAnother, Turns
from mapscope.words import count

MOST = 1000  # of one draw
MANY = 9  # children: more than anybody has slots for by guess, or locks for a few
TELLING = 1 << 16  # a number above it does not turn up by accident in what was sent
IN_ORDER = 12  # draws that do not turn up in their order by accident
BASES = 2, 4, 8, 10, 16, 32, 64, 100, 128, 256  # of a number that is sent digit by digit


@dataclass
class Count(Call):
    """A call that keeps what was drawn, in order."""

    drawn: tuple[int, ...] = ()


def calls(fresh: random.Random) -> list[Call]:
    return [
        # In all more than two bytes hold.
        replace(_call(fresh, 1, 68, least=970), exits_late=True),
        _call(fresh, 2, 4, Turns(1, 2, 2, 3)),
        _call(fresh, 2, 2, Glances("all")),
        _call(fresh, 3, 1, OneAfterAnother("children")),
        _call(fresh, MANY, 1, Turns(at_creation=True)),
        with_inverted(_call(fresh, 1, 3), lambda seen: seen.asked == 3),
    ]


def _call(fresh, workers: int, rounds: int, turns: Turns | None = None, least: int = 1) -> Call:
    drawn = [fresh.randint(least, MOST) for _ in range(workers * rounds)]
    left = iter(drawn)
    return Count(
        "count_together",
        (workers, rounds, Handed("draw")),
        expect=sum(drawn),
        handed={"draw": lambda: next(left, MOST)},
        size=1,
        fills=workers == 1,
        late=workers == 1,
        turns=turns,
        seconds=5.0 if turns is None else 30.0,  # the judge takes its time between the turns
        drawn=tuple(drawn),
        pids_apart=workers if turns and workers < MANY else 1,
    )


@rule("Children draw, each as often as it should.", needs=("ended",))
def children_draw(seen: Seen) -> None:
    workers, rounds, _ = seen.call.args
    if any(event.name == "draw()" for event in seen.of("refused")):
        raise Broken("The parent called `draw` itself.")
    drawn = seen.of("call")
    if len(drawn) != workers * rounds:
        raise Broken(
            f"{count(workers, 'worker')} with {count(rounds, 'round')} draw {workers * rounds} "
            f"times; seen were {len(drawn)}."
        )
    if clues.one_did_all(seen):
        raise Broken(f"One child drew everything, and there should be {workers}.")


@rule("It returns the total of all that was drawn.", needs=("ended",))
def right_total(seen: Seen) -> None:
    kind, value, expect = seen.outcome["type"], seen.outcome.get("value"), seen.call.expect
    if isinstance(value, bool) or not isinstance(value, int):
        raise Broken(f"Expected a whole number (`int`), got `{kind}`.")
    if value != expect:
        workers, rounds, _ = seen.call.args
        raise Broken(
            f"Expected {expect:,} from {count(workers, 'worker')} with {count(rounds, 'round')} "
            f"each, got {value:,}: {abs(expect - value):,} {_too(value, expect)}."
        )


def _too(value: int, expect: int) -> str:
    return "lost" if value < expect else "too much"


@rule("The total travels through the mapping and no other way.", needs=("ended",))
def total_in_the_mapping(seen: Seen) -> None:
    rules.no_memfd(seen)
    way = _sent(seen)
    if way:
        raise Broken(way)
    if _kept_elsewhere(seen):
        raise Broken("The anonymous mapping was as good as empty all the time: no total was in it.")
    if seen.call.turns and not seen.call.turns.stores_heard:
        raise Broken("No child was seen to store anything in shared memory.")
    if seen.call.turns and seen.call.turns.were_open:
        raise Broken("Children could store unseen: leave what the check does to them alone.")


def _kept_elsewhere(seen: Seen) -> bool:
    """Did the right total come back, though nobody stored a number as large in anonymous memory?
    In any form it changes more than one byte."""
    if not seen.call.fills or seen.outcome.get("value") != seen.call.expect:
        return False
    most = max((n for path, n in seen.filled.items() if path.startswith("/dev/zero")), default=0)
    return most < 2


def _sent(seen: Seen) -> str:
    """Says which part of the result did not come through the mapping."""
    return _sent_total(seen) or _sent_draws(seen) or _told_by_status(seen)


def _sums(seen: Seen) -> dict[int, int]:
    """What each child drew in all."""
    sums: dict[int, int] = defaultdict(int)
    for event, value in zip(seen.of("call"), seen.call.drawn, strict=False):
        sums[event.process] += value
    return sums


def _told_by_status(seen: Seen) -> str:
    """Says so when several children ended with the lowest byte of their sums."""
    sums = _sums(seen)
    ended = {e.process: e.status for e in seen.of("exit") if e.status}
    told = [child for child, status in ended.items() if status == sums.get(child, 0) & 0xFF]
    if len(told) < 2:
        return ""
    return f"The lowest byte of each child's sum was its exit status ({ended[told[0]]})."


def _sent_total(seen: Seen) -> str:
    """Says so when a child's sum, or the sum of all, was sent."""
    sums = _sums(seen)
    telling = {number for number in (*sums.values(), sum(sums.values())) if number > TELLING}
    for event in seen.of("send"):
        for number in telling.intersection(_numbers(event.content)):
            return f"A sum ({number:,}) was sent by {ways.word(event.name)}."
    for process in sums:
        sends = [event for event in seen.of("send") if event.process == process]
        pieces = b"".join(event.content for event in sends if event.bytes == 1)
        told = {sum(event.bytes for event in sends), *_numbers(pieces)}
        for number in telling:
            if number in told or _digit_by_digit(number, pieces):
                return f"A sum ({number:,}) was sent in pieces, by {ways.word(sends[0].name)}."
    return ""


def _digit_by_digit(number: int, pieces: bytes) -> bool:
    forms = [bytes(_digits(number, base)) for base in BASES]
    return any(form in pieces or form[::-1] in pieces for form in forms)


def _digits(number: int, base: int) -> Iterator[int]:
    while number:
        number, digit = divmod(number, base)
        yield digit


def _sent_draws(seen: Seen) -> str:
    """Says so when a child sent what it drew, in the order of drawing."""
    drawn = defaultdict(list)
    for event, value in zip(seen.of("call"), seen.call.drawn, strict=False):
        drawn[event.process].append(value)
    for process, values in drawn.items():
        sends = [event for event in seen.of("send") if event.process == process]
        found = sum(_in_order(sends, [value for value in values if value > 255]))
        if found >= IN_ORDER:
            return f"The numbers drawn were sent one by one by {ways.word(sends[0].name)}."
    return ""


def _in_order(sends: list[Event], values: list[int]) -> Iterator[bool]:
    numbers = iter([number for event in sends for number in _numbers(event.content, smallest=2)])
    return (value in numbers for value in values)


def _numbers(content: bytes, smallest: int = 4) -> Iterator[int]:
    """Every number that the bytes may mean: of `smallest` bytes, a double, or in digits."""
    for at in range(len(content) - smallest + 1):
        piece = content[at : at + smallest]
        yield int.from_bytes(piece, "little")
        yield int.from_bytes(piece, "big")
    for at in range(len(content) - 7):
        for order in "<>":
            (number,) = struct.unpack_from(order + "d", content, at)
            if number.is_integer():
                yield int(number)
    for word in content.translate(_ONLY_DIGITS).split():
        yield int(word)


_ONLY_DIGITS = bytes(c if chr(c) in "0123456789" else 32 for c in range(256))


def _lost(seen: Seen) -> bool:
    value = seen.outcome.get("value")
    return isinstance(value, int) and value != seen.call.expect and bool(seen.of("answer"))


@mistake(
    "A lock of `threading` does not reach over a fork",
    "It is ordinary memory, so each child has a copy of its own, and all of them take theirs at "
    "the same time.",
    'Use a lock that processes share: `multiprocessing.get_context("fork").Lock()`, or '
    "`fcntl.lockf`.",
)
def thread_lock(seen: Seen, source: str) -> bool:
    return _lost(seen) and "threading" in source and "multiprocessing" not in source


@mistake(
    "`flock` on a descriptor that the children inherit",
    "The lock belongs to the open file description, which a fork shares: all children hold the "
    "same lock, so none keeps another out.",
    "Use `fcntl.lockf`, which belongs to the process, or open the file in each child.",
)
def flock_inherited(seen: Seen, source: str) -> bool:
    opened = any(
        _calls(part, "open") and _calls(part, "flock") for part in _parts_for_children(source)
    )
    return _lost(seen) and "flock" in source and not opened


@mistake(
    "The lock's file was removed while others may hold it open",
    "A lock belongs to the file, not to its name. Whoever has opened the file before goes on to "
    "wait for the old one, and the next one makes and locks another of the same name.",
    "Leave the file where it is until all children have ended. The parent removes it.",
)
def lock_removed(seen: Seen, source: str) -> bool:
    return _lost(seen) and any(
        _calls(part, "flock", "lockf") and _calls(part, "unlink", "remove")
        for part in _parts_for_children(source)
    )


@mistake(
    "Each child made a lock of its own",
    "A lock keeps out those who use the same lock. One made after the fork, or anew for each "
    "child, is known to one child alone.",
    "Make one lock in the parent, before the loop that forks.",
)
def lock_in_each_child(seen: Seen, source: str) -> bool:
    parts = [*_parts_for_children(source), *_loops_that_fork(source)]
    return _lost(seen) and any(_makes_lock(part) for part in parts)


@mistake(
    "It goes on without the lock",
    "`acquire` with a time limit, or without waiting, returns False when another child has the "
    "lock for longer. Whoever does not ask for that is inside together with the other one.",
    "Wait for as long as it takes: `with lock:`, or `lock.acquire()`.",
)
def lock_given_up(seen: Seen, source: str) -> bool:
    limited = r"acquire\(\s*(False|block\w*=\s*False|timeout=|True,|[\d.]+)|LOCK_NB"
    return _lost(seen) and bool(re.search(limited, source))


@mistake(
    "The lock does not cover the whole update",
    "An update is a load, an addition and a store. A child that loads before it has the lock, or "
    "gives the lock away between load and store, stores a total that has become old. A semaphore "
    "lets in as many as the number that it was made with.",
    "Take the lock, then load, add and store, then give it back. Only one may be inside.",
)
def lock_too_small(seen: Seen, source: str) -> bool:
    return _lost(seen) and any(word in source for word in ("Lock(", "lockf", "Semaphore("))


@mistake(
    "A flag is not a lock",
    "Looking at the flag and setting it are two steps. Two children that look at the same time "
    "both find it free, and both set it.",
    "Use a lock made for it (`multiprocessing.Lock`, `fcntl.lockf`): it looks and sets in one "
    "step.",
)
def spin_flag(seen: Seen, source: str) -> bool:
    by_event = ".wait()" in source and ".clear()" in source
    polls = any(_polls(part) for part in _parts_for_children(source))
    return _lost(seen) and (by_event or polls)


@mistake(
    "A child said that it was done before it had stored",
    "Whoever waits for the flag reads what is there by then, and that is not yet what the child is "
    "about to store. It goes well nearly always; the check lets the parent look between any two "
    "stores.",
    "Store the value first and the flag last, or wait for the child's end (`os.waitpid`).",
)
def told_too_early(seen: Seen, source: str) -> bool:
    return _lost(seen) and _polls(_tree(source)) and isinstance(seen.call.turns, Glances)


@mistake(
    "Additions were lost: two children loaded the same total",
    "`total += x` is three steps: load, add, store. When another child stores between your load "
    "and your store, your store puts the old total plus yours in its place. It goes well nearly "
    "always; the check makes the children take turns in the middle, so it goes wrong every time.",
    "Hold a lock (`multiprocessing.Lock`, `fcntl.lockf`) from load to store, or give each child "
    "a slot of its own and let the parent add them up.",
)
def lost_update(seen: Seen, _source: str) -> bool:
    too_little = _lost(seen) and seen.outcome["value"] < seen.call.expect
    return too_little and bool(clues.shared(seen)) and seen.call.args[0] > 1


@mistake(
    "What was drawn took the place of what was there",
    "Storing a number replaces the one before. Of all that a child has drawn only the last one is "
    "left.",
    "Load the total, or the child's slot, add what was drawn, and store the sum.",
)
def replaced(seen: Seen, _source: str) -> bool:
    last: dict[int, int] = {}
    for event, value in zip(seen.of("call"), seen.call.drawn, strict=False):
        last[event.process] = value
    several = seen.call.args[1] > 1 and _lost(seen)
    return several and seen.outcome["value"] in (sum(last.values()), *last.values())


@mistake(
    "The sum is wrong, and not because children met",
    "Either one child works alone here, or more was counted than was drawn. A number takes several "
    "bytes, so places that begin 1 byte apart overlap; a running sum that is added again in each "
    "round counts the first draws again; a total is 0 before anything is added.",
    "Give each number 8 bytes (`mapping[8 * k : 8 * k + 8]`), and add each draw once. Try it with "
    "`workers` of 1 and a `draw` that returns 1.",
)
def wrong_sum(seen: Seen, _source: str) -> bool:
    return _lost(seen) and bool(clues.shared(seen))


@mistake(
    "The counter is too small and wraps",
    "One byte counts to 255 and two to 65,535; what is above falls off.",
    'Use 8 bytes: `struct.pack_into("<q", ...)`, or a NumPy array of `int64`.',
)
def counter_wraps(seen: Seen, source: str) -> bool:
    value, total = seen.outcome.get("value"), seen.call.expect
    wrapped = value in (total % 256, total % 65536) and value != total
    return wrapped or (_lost(seen) and "& 255" in source.replace("0xFF", "255"))


@mistake(
    "One child did the work of all",
    "The exercise is about children that add to the same total side by side.",
    "Start `workers` children; each draws `rounds` times.",
)
def one_for_all(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and len(clues.callers(seen)) == 1 < seen.call.args[0]


@mistake(
    "Children drew less often than they should, or more often",
    "`range(1, rounds)` is one round short, `draw() * rounds` draws once, and a child that ends by "
    "an error leaves out the rest. How many children there are differs from call to call.",
    "Let each of `workers` children call `draw` once for each of `range(rounds)`. Have a child "
    "print its errors (`traceback.print_exc()`): `finally: os._exit(0)` hides them.",
)
def other_rounds(seen: Seen, _source: str) -> bool:
    workers, rounds, _ = seen.call.args
    waited = not (seen.early or seen.running or seen.unreaped)
    drew = len(seen.of("call"))
    return seen.ending == "returned" and waited and drew not in (0, workers * rounds)


@mistake(
    "The trace function was changed",
    "The check follows your function with `sys.settrace`, to let the children take turns.",
    "Leave `sys.settrace` alone.",
)
def trace_touched(_seen: Seen, source: str) -> bool:
    return "settrace" in source


def _private(seen: Seen, source: str) -> bool:
    asked = any(word in source for word in ("MAP_PRIVATE", "ACCESS_COPY"))
    return asked and not clues.shared(seen)


def _too_early(seen: Seen, _source: str) -> bool:
    return seen.early or bool(seen.running or seen.unreaped) or _before_the_end(seen)


def _before_the_end(seen: Seen) -> bool:
    """Did the parent return what its only child had added up by then, or did the total become
    the right one, and not what was returned?"""
    sums = accumulate(seen.call.drawn[:-1], initial=0)
    became = any(e.name.endswith(f"becomes {seen.call.expect:,}") for e in seen.of("update"))
    alone = any(seen.filled.values()) and seen.outcome.get("value") in sums
    # Who has let a child draw less often than it should has a total like one of before the end.
    drew_all = len(seen.of("call")) == len(seen.call.drawn)
    return _lost(seen) and drew_all and (alone or became)


def _nothing_stored(seen: Seen, _source: str) -> bool:
    turns = seen.call.turns
    stored = turns.stores_heard if turns else any(seen.filled.values()) or not seen.call.fills
    return _lost(seen) and bool(clues.shared(seen)) and not stored


@mistake(
    "The total is no whole number",
    "A float is exact only as long as it is small; a slice of a mapping is bytes, and an array is "
    "no number either.",
    "Return `int(...)` of it, or unpack the bytes as what they are: `struct.unpack('<q', ...)[0]`.",
)
def not_int(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and seen.outcome.get("type") not in ("int", "NoneType")


def _forks_in_a_child(seen: Seen, _source: str) -> bool:
    return any(event.process for event in seen.of("fork"))


no_wait = replace(sharing.no_wait, recognise=_too_early)
forking = replace(sharing.forking_children, recognise=_forks_in_a_child)
private = replace(sharing.private_mapping, recognise=_private)
copied = replace(sharing.copied_slice, recognise=_nothing_stored)


@mistake(
    "The sum went from process to process by a system call",
    "A pipe, a queue, a socket, a file or an exit status takes it into the kernel and out again; "
    "the exercise is to share the memory itself.",
    "Add to a total (or a slot for each child) in an anonymous mapping made before the fork. "
    "`multiprocessing.Value` is a mapping of a file.",
)
def sent(seen: Seen, _source: str) -> bool:
    made = [event.mapping.backing for event in clues.shared(seen)]
    by_calls = bool(seen.of("send", "read")) and "anonymous" not in made
    return by_calls or bool(_sent(seen)) or ways.came_beside(seen)


@mistake(
    "The total is not in the anonymous mapping",
    "A mapping shares what is stored in it, and nothing else. `multiprocessing.Value` and `Array` "
    "are memory too, but a mapping of a file.",
    "Store into the anonymous mapping itself: `struct.pack_into`, or an array over it "
    "(`numpy.frombuffer(mapping, numpy.int64)`).",
)
def kept_elsewhere(seen: Seen, _source: str) -> bool:
    return seen.ending == "returned" and bool(clues.shared(seen)) and _kept_elsewhere(seen)


def _tree(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _parts_for_children(source: str) -> Iterator[ast.AST]:
    """Code that looks as if a child runs it: behind `if pid == 0`, or in another function."""
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield ast.Module(node.body, [])
        elif isinstance(node, ast.FunctionDef) and node.name != "count_together":
            yield node


def _loops_that_fork(source: str) -> list[ast.AST]:
    loops = [node for node in ast.walk(_tree(source)) if isinstance(node, ast.For | ast.While)]
    return [loop for loop in loops if _calls(loop, "fork", "Process")]


def _polls(part: ast.AST) -> bool:
    """Is there a loop that looks at memory, or at what a module tells, until that has changed?"""
    tests = (node.test for node in ast.walk(part) if isinstance(node, ast.While))
    return any(
        isinstance(node, ast.Subscript | ast.Attribute) for test in tests for node in ast.walk(test)
    )


def _calls(part: ast.AST, *names: str) -> bool:
    """Is there a call of a function, or of a module's or an object's, of one of these names?"""
    calls = (node.func for node in ast.walk(part) if isinstance(node, ast.Call))
    return any(ast.unparse(called).rpartition(".")[2] in names for called in calls)


def _makes_lock(part: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call) and "Lock" in ast.unparse(node.func) for node in ast.walk(part)
    )


EXERCISE = Exercise(
    name="count_together",
    assignment="4-anonymous",
    points=3,
    calls=calls,
    rules=(
        rules.ended,
        children_draw,
        rules.shared_mapping(
            "shared_anonymous",
            "A shared anonymous mapping is made before the fork.",
            lambda mapping: mapping.backing == "anonymous",
            before_fork=True,
        ),
        replace(rules.waits, needs=("ended",)),
        right_total,
        rules.through_memory(total_in_the_mapping),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(
        general.not_written,
        sharing.socket_refused,
        trace_touched,
        forking,
        sharing.parent_called,
        general.not_forked,
        general.not_picklable,
        sharing.no_child,
        sharing.made_outside,
        general.child_raised,
        private,
        sharing.mapped_after_fork,
        sharing.file_in_its_place,
        sent,
        sharing.no_mapping,
        sharing.slot_by_pid,
        other_rounds,
        sharing.stored_after_fork,
        no_wait,
        kept_elsewhere,
        counter_wraps,
        copied,
        thread_lock,
        flock_inherited,
        lock_removed,
        lock_in_each_child,
        lock_given_up,
        lock_too_small,
        spin_flag,
        told_too_early,
        replaced,
        lost_update,
        wrong_sum,
        one_for_all,
        not_int,
        *sharing.SHARING,
    ),
)
