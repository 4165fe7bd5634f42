"""Mistakes that people make when a parent and a child share the bytes of a file."""

from grader.exercise import mistake
from grader.kit import clues, ways
from grader.kit.clues import SURE
from grader.witness.seen import Seen


def _error(seen: Seen) -> str:
    """What the first process raised, and what a child may have printed of its own."""
    return seen.outcome.get("explained", "") + seen.output


@mistake(
    "The mapping of the file is private",
    "`ACCESS_COPY` and MAP_PRIVATE are copy-on-write: a process that writes gets a copy of the "
    "page for itself. Neither the file nor the other process sees it, and `flush()` finds nothing "
    "to save, without an error.",
    "Map the file shared in the process that writes: `access=mmap.ACCESS_WRITE` (also the "
    "default), or `flags=mmap.MAP_SHARED`; for `numpy.memmap`, mode `r+`.",
)
def stored_privately(seen: Seen, _source: str) -> bool:
    made = clues.of_its_files(seen)
    lost = seen.after != seen.call.expect
    by_children = [event for event in made if event.process and lost]
    stores = [event.mapping for event in by_children or made]
    is_shared = any(mapping.shared and mapping.writable for mapping in stores)
    return not is_shared and any(not mapping.shared for mapping in stores)


@mistake(
    "The mapping is not of the file",
    "A mapping made with descriptor -1 or of another file, and the arrays of `multiprocessing`, "
    "have pages of their own: nothing that is stored there reaches the file at `path`.",
    "Open the file (`r+b`) and map its descriptor: `mmap.mmap(file.fileno(), 0)`.",
)
def another_mapping(seen: Seen, _source: str) -> bool:
    others = set(clues.shared(seen)) - set(clues.of_its_files(seen))
    unused = not clues.of_its_files(seen) or seen.after == seen.call.before
    return bool(others and unused) or bool(ways.held_beside(seen)) or ways.talked_beside(seen)


@mistake(
    "The file was read and written, not mapped",
    "`read`, `write`, `np.fromfile` and the like ask the kernel to copy the bytes, once for each "
    "process. Two processes that map one file use the same pages, and nothing is copied.",
    "Open the file, map it (`mmap.mmap(file.fileno(), 0)`), and store and read by index.",
)
def file_not_mapped(seen: Seen, _source: str) -> bool:
    moved = sum(e.bytes for e in seen.of("send", "read") if e.name.startswith("/"))
    return bool(seen.of("fork")) and SURE <= seen.call.size <= moved


@mistake(
    "The file was not opened for reading and writing",
    "A shared mapping that may be written needs a descriptor that may be read and written; with "
    "`rb`, `wb` or `ab` the kernel says EACCES (`PermissionError`).",
    "Open it with `r+b`, or `os.open(path, os.O_RDWR)`.",
)
def opened_one_way(seen: Seen, _source: str) -> bool:
    return "Permission denied" in _error(seen)


@mistake(
    "Opening the file emptied it",
    "`wb`, `w+b` and O_TRUNC cut a file to 0 bytes at once. An empty file cannot be mapped, and "
    "who has mapped it already is killed by SIGBUS at the next access; `numpy.memmap` with mode "
    "`w+` cuts it too, and fills it with zeros.",
    "Open a file that exists with `r+b`; for `numpy.memmap`, mode `r+`.",
)
def emptied_by_opening(seen: Seen, source: str) -> bool:
    truncates = any(mode in source for mode in ("w+", '"wb', "'wb", "O_TRUNC"))
    return truncates and bool(
        "empty file" in _error(seen)
        or "length is greater than file size" in _error(seen)
        or seen.signal == "SIGBUS"
        or "Bus error" in seen.output
        or (isinstance(seen.after, bytes) and not any(seen.after))
    )


@mistake(
    "The file has another size than before",
    "The file belongs to whoever made it, and others may rely on its size. A flag that needs room "
    "of its own can live in a small anonymous mapping, or be a token in a pipe.",
    "Leave out `truncate`, `ftruncate` and `resize`, and write nothing behind the end.",
)
def file_resized(seen: Seen, _source: str) -> bool:
    return seen.after is not None and len(seen.after) != len(seen.call.before)
