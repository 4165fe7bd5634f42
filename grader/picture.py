"""The picture of a run: what was seen, drawn with the lessons' timeline."""

from dataclasses import replace

import mapscope
from grader.witness.seen import Event, Seen

MOST = 40  # rows that can be read at a glance; of more, the first and the last are shown
_DRAWN = {
    "map": "map", "unmap": "unmap", "flush": "flush", "fork": "fork", "start": "start",
    "call": "call", "store": "store", "send": "copy", "read": "copy", "wait": "wait",
    "sleep": "wait", "exit": "exit", "strayed": "return", "refused": "deny", "result": "return",
}  # fmt: skip


def picture(seen: Seen) -> str:
    """HTML of the timeline of one call, with its text alternative; empty when nothing happened."""
    pairs = zip([None, *seen.events], seen.events, strict=False)
    events = [drawn for before, e in pairs if not _again(before, e) and (drawn := _drawn(e, seen))]
    if seen.signal and events:
        events.append(mapscope.Event(0, events[-1].at, "killed", seen.signal))
    if all(event.what == "return" for event in events):
        return ""
    if len(events) > MOST:
        events = events[: MOST // 2] + events[-MOST // 2 :]
    lanes = {number: lane for lane, number in enumerate(sorted({e.process for e in events}))}
    events = [replace(event, process=lanes[event.process]) for event in events]
    title = f"{seen.call.function}: what its processes did"
    return mapscope.timeline_html(events, title=title)


def _drawn(event: Event, seen: Seen) -> mapscope.Event | None:
    kind = _DRAWN.get(event.what)
    if kind is None:
        return None
    wrong = event.what in ("send", "strayed") and (event.bytes > 64 or event.what == "strayed")
    early = event.what == "result" and seen.early
    return mapscope.Event(event.process, event.at, kind, _note(event, early), lost=wrong or early)


def _again(before: Event | None, event: Event) -> bool:
    """A poll: the same process waited just before, and nothing happened since."""
    if before is None or event.what != "wait":
        return False
    return (before.process, before.what) == (event.process, event.what)


def _note(event: Event, early: bool) -> str:
    match event.what:
        case "map":
            return str(event.mapping)
        case "call":
            return f"{event.name}()"
        case "store" | "unmap":
            return f"{event.bytes:,} bytes"
        case "send" | "read":
            way = event.name.split(":")[0] if ":" in event.name else "file"
            return f"{event.bytes:,} bytes by {way}"
        case "sleep":
            return "a sleep"
        case "exit":
            return f"status {event.status}"
        case "strayed":
            return "leaves the function"
        case "refused":
            return event.name
        case "result":
            return "before anything was stored" if early else ""
    return ""
