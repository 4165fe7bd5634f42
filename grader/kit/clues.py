"""Questions that rules and mistakes ask, about what was seen of a call and about the source."""

import ast
import re

import numpy as np

from grader.witness.seen import Event, Mapping, Seen

SURE = 16  # bytes, made at random, that are not equal by accident
PRINTED = re.compile(
    r"^(?P<ignored>Exception ignored.*\n)?"
    r"Traceback \(most recent call last\):\n(?:[ \t].*\n)*(?P<error>\S.*)",
    re.MULTILINE,
)


# --- what was mapped ------------------------------------------------------------------------------


def shared(seen: Seen) -> list[Event]:
    """The events by which shared mappings were made."""
    return [event for event in seen.of("map") if event.mapping.shared]


def maps_of_file(seen: Seen) -> list[Mapping]:
    """Mappings of a file, on a disk rather than of memory or a device."""
    made = [event.mapping for event in seen.of("map") if event.mapping.backing.startswith("/")]
    return [mapping for mapping in made if not mapping.backing.startswith(("/dev/", "/memfd:"))]


def of_its_files(seen: Seen) -> list[Event]:
    """The events by which the files that the call is about were mapped."""
    made = seen.of("map")
    return [e for e in made if e.mapping.backing.rpartition("/")[2] in seen.call.leaves]


def maps_of_its_files(seen: Seen) -> list[Mapping]:
    return [event.mapping for event in of_its_files(seen)]


# --- what was called ------------------------------------------------------------------------------


def callers(seen: Seen) -> set[int]:
    """The processes that called what the function was handed, and were let."""
    return {event.process for event in seen.of("call")}


def one_did_all(seen: Seen) -> bool:
    """Whether one child made all the calls, where children take turns. Where none waits for the
    others, a pool may give one child all tasks."""
    turns = seen.call.turns
    together = turns is not None and turns.side_by_side
    return together and len(callers(seen)) < 2


def parent_called(seen: Seen) -> bool:
    """Was a call refused of what only a child may call?"""
    return any(event.name.endswith("()") for event in seen.of("refused"))


# --- how it ended, and what came out --------------------------------------------------------------


def out_of_time(seen: Seen) -> bool:
    return seen.ending in ("overtime", "overworked")


def hangs(seen: Seen) -> bool:
    """Was it ended because it would not have ended by itself, or not in time?"""
    return out_of_time(seen) or seen.ending == "stuck"


def out_of_memory(seen: Seen) -> bool:
    """Did it ask for more than its call may allocate?"""
    told = seen.outcome.get("explained", "")
    short = any("MemoryError" in text for text in (told, seen.output)) or "[Errno 12]" in told
    return bool(seen.call.data_bytes) and short


def returned_array(seen: Seen) -> np.ndarray | None:
    value = seen.outcome.get("value")
    return value if isinstance(value, np.ndarray) else None


def wrong_value(seen: Seen) -> bool:
    return bool(np.any(seen.outcome.get("value") != seen.call.expect))  # arrays differ by element


def changed(seen: Seen) -> bool:
    """Does the file no longer hold what it held before the call?"""
    return seen.after is not None and seen.after != seen.call.before


def as_text(told: bytes) -> list[bytes]:
    """What becomes of bytes that are taken for text."""
    stripped = [told.strip(), told.rstrip(), told.lstrip(), told.rstrip(b"\n")]
    decoded = [told.decode(errors=errors).encode() for errors in ("ignore", "replace")]
    return [*stripped, *decoded, told.replace(b"\r\n", b"\n")]


# --- errors ---------------------------------------------------------------------------------------


def error(seen: Seen) -> str:
    """The last line of the traceback, and the errors of children."""
    own = seen.outcome.get("explained", "").rsplit("\n", 1)[-1]
    return "\n".join([own, *errors_of_children(seen)])


def errors_of_children(seen: Seen) -> list[str]:
    """The errors by which children came back, and those that they have printed."""
    printed = (found for found in PRINTED.finditer(seen.output) if not found["ignored"])
    own = [found["error"] for found in printed if "<cell" in found[0] or "_bootstrap" in found[0]]
    return [*(event.name for event in seen.of("strayed")), *own]


def raised(seen: Seen, kind: str, *words: str) -> bool:
    """Did it, or a child that came back or printed it, raise an error of this kind, with one of
    these in the error's own line?"""
    kinds = [
        *seen.outcome.get("kinds", ()),
        *(one.split(":")[0] for one in errors_of_children(seen)),
    ]
    found = any(word in error(seen) for word in words) or not words
    return kind in kinds and found


# --- the source -----------------------------------------------------------------------------------


def defined(source: str, function: str) -> ast.FunctionDef | None:
    """The function as it was defined last: a later cell may have another try."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    every = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    named = [node for node in every if node.name == function]
    outer = [node for node in named if node in tree.body]
    return (outer or named or [None])[-1]


def body(source: str, function: str) -> str:
    """The text of one function, or all of it where that cannot be told."""
    node = defined(source, function)
    return (node and ast.get_source_segment(source, node)) or source


def is_empty(source: str, function: str) -> bool:
    """Has the function nothing in it but `pass`, `...` or a text?"""
    node = defined(source, function)
    return node is not None and all(
        isinstance(each, ast.Pass)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in node.body
    )


def catches(source: str, function: str) -> bool:
    """Does the function catch errors without raising any?"""
    node = defined(source, function)
    inside = list(ast.walk(node)) if node else []
    handlers = [each for each in inside if isinstance(each, ast.ExceptHandler)]
    return any(not any(isinstance(e, ast.Raise) for e in ast.walk(h)) for h in handlers)
