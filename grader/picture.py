"""The picture of a run: what was seen, drawn with the lessons' timeline."""

from collections.abc import Sequence

import mapscope
from grader.kit import ways
from grader.witness.seen import Event, Seen
from mapscope.words import count

MOST = 40  # rows that can be read at a glance; of more, the first and the last are shown
TOKEN = 64  # bytes; a piece of a payload that went by calls is longer
_DRAWN = {
    "map": "map", "unmap": "unmap", "flush": "flush", "fork": "fork", "start": "start",
    "call": "call", "store": "store", "update": "store", "send": "copy", "read": "copy",
    "wait": "wait", "sleep": "wait", "exit": "exit", "killed": "killed", "strayed": "return",
    "refused": "deny", "result": "return",
}  # fmt: skip
_Row = tuple[Event, Seen, int]  # the last is the lane


def picture(seen: Seen) -> str:
    """HTML of the timeline of one call, and of those that were made at the same time, with its
    text alternative; empty when nothing happened."""
    scene = seen.scene
    lanes = _lanes(scene)
    rows = _in_order(scene, lanes)
    children = iter(range(len(scene), len(lanes)))
    by_calls = {id(one) for one in scene if ways.went_by_calls(one)}
    events = [
        _drawn(
            row,
            made=next(children, None) if row[0].what == "fork" else None,
            is_payload=id(row[1]) in by_calls and row[0].bytes > TOKEN,
        )
        for row in rows
    ]
    if seen.signal and events:
        lane = lanes[[one is seen for one in scene].index(True), 0]
        events.append(mapscope.Event(lane, events[-1].at, "killed", seen.signal))
    if all(event.what == "return" for event in events):
        return ""
    title = f"What happened in {seen.call}"
    if len(events) > MOST:
        title = f"The first and last {MOST // 2} of {len(events)} events in {seen.call}"
        events = events[: MOST // 2] + events[-MOST // 2 :]
    return mapscope.timeline_html(events, title, _names(scene, lanes))


def _lanes(scene: Sequence[Seen]) -> dict[tuple[int, int], int]:
    """A lane for each process, which is named by its call and its number: callers come first."""
    met = {(call, event.process) for call, one in enumerate(scene) for event in one.events}
    met |= {(call, 0) for call in range(len(scene))}
    ordered = sorted(met, key=lambda process: (process[1] > 0, process))
    return {process: lane for lane, process in enumerate(ordered)}


def _names(scene: Sequence[Seen], lanes: dict[tuple[int, int], int]) -> list[str]:
    callers = [one.call.function for one in scene]
    if len(scene) == 1:
        callers = ["parent" if len(lanes) > 1 else "your function"]
    for place, name in enumerate(callers):
        if name in callers[:place]:
            callers[place] = f"{name} {1 + callers.index(name) + place}"
    return callers + [f"child {number}" for _, number in lanes if number]


def _in_order(scene: Sequence[Seen], lanes: dict[tuple[int, int], int]) -> list[_Row]:
    """What happened, without polls: a wait of one that waited before, and nothing happened since
    but such waits."""
    rows = [
        (event, one, lanes[call, event.process])
        for call, one in enumerate(scene)
        for event in one.events
        if event.what in _DRAWN
    ]
    told, waiting = [], set()
    for event, one, lane in sorted(rows, key=lambda row: row[0].at):
        if event.what not in ("wait", "sleep"):
            waiting.clear()
        elif lane in waiting:
            continue
        else:
            waiting.add(lane)
        told.append((event, one, lane))
    return told


def _drawn(row: _Row, made: int | None, is_payload: bool) -> mapscope.Event:
    """An event as the timeline shows it; `made`: the lane of the child of a fork; `is_payload`:
    what a call moved is the payload, or a part of it."""
    event, seen, lane = row
    kind = _DRAWN[event.what]
    lost = _is_wrong(event, seen)
    if event.what == "send":
        kind, lost = ("copy", True) if is_payload else ("token", False)
    return mapscope.Event(lane, event.at, kind, _note(event, seen), lost=lost, made=made)


def _is_wrong(event: Event, seen: Seen) -> bool:
    match event.what:
        case "update":
            return event.lost and seen.outcome.get("value") != seen.call.expect
        case "result":
            return seen.early or _came_too_early(seen)
    return event.what == "strayed"


def _came_too_early(seen: Seen) -> bool:
    """A caller for whom others store, and who returned other bytes than these."""
    value, expect = seen.outcome.get("value"), seen.call.expect
    is_stored = isinstance(expect, bytes) and seen.of("store")
    is_written = seen.call.actor > 0
    return seen.ending == "returned" and bool(is_stored or is_written) and value != expect


def _note(event: Event, seen: Seen) -> str:
    match event.what:
        case "map":
            return str(event.mapping)
        case "call":
            return f"{event.name}()"
        case "store" | "unmap":
            return count(event.bytes, "byte")
        case "send" | "read":
            way = event.name.split(":")[0] if ":" in event.name else "file"
            return f"{count(event.bytes, 'byte')} by {way}"
        case "sleep":
            return "a sleep"
        case "exit":
            return event.name or f"status {event.status}"
        case "strayed":
            return "leaves the function"
        case "refused" | "update" | "killed":
            return event.name
        case "result" if seen.early:
            return "before anything was stored"
        case "result" if _came_too_early(seen):
            return "with other bytes than were stored"
    return ""
