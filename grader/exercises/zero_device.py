"""zero_device(size, produce) -> bytes: one child's bytes, through a mapping of /dev/zero."""

import mmap
import random
from dataclasses import replace

from grader.exercise import Broken, Call, Exercise, mistake, rule
from grader.exercises import anonymous_child
from grader.kit import clues, rules
from grader.kit.mistakes import sharing
from grader.witness.seen import Mapping, Seen


def calls(fresh: random.Random) -> list[Call]:
    return [replace(call, function="zero_device") for call in anonymous_child.calls(fresh)]


def _without_device(seen: Seen) -> list[Mapping]:
    made = [event.mapping for event in seen.of("map")]
    return [m for m in made if m.shared and m.backing == "anonymous"]


@rule("MAP_ANONYMOUS is not used.", needs=("child_produces",))
def not_anonymous(seen: Seen) -> None:
    without = _without_device(seen)
    # A small one may carry a flag; several may carry the bytes together.
    if seen.call.size > mmap.PAGESIZE and sum(m.length for m in without) >= seen.call.size:
        raise Broken(f"A mapping was made without the device: {without[0]}.")


@mistake(
    "The mapping is anonymous, not of /dev/zero",
    "`mmap.mmap(-1, size)` asks for MAP_ANONYMOUS, which leaves the descriptor unused. The "
    "exercise is for systems without that flag: there the kernel's device of zeros stands in.",
    "Open the device and map its descriptor: `mmap.mmap(fd, size)`.",
)
def anonymous_in_its_place(seen: Seen, _source: str) -> bool:
    made = _without_device(seen)
    return bool(made) and sum(mapping.length for mapping in made) >= seen.call.size


@mistake(
    "Bytes were written to the device",
    "/dev/zero throws away what is written to it and reads as zeros for ever. Only a shared "
    "mapping of it is memory.",
    "Store into the mapping, and read from the mapping.",
)
def device_written(seen: Seen, source: str) -> bool:
    made = [event.mapping for event in seen.of("map")]
    mapped = any(m.shared or m.backing == "/dev/zero" for m in made)
    return not mapped and "/dev/zero" in source


@mistake(
    "The device was opened for reading only",
    "A shared mapping that can be written needs a descriptor that can be written: mmap fails "
    "with EACCES.",
    'Open it for both: `os.open("/dev/zero", os.O_RDWR)`, or `open("/dev/zero", "r+b")`.',
)
def read_only_device(seen: Seen, _source: str) -> bool:
    return seen.outcome.get("raised") == "PermissionError"


@mistake(
    "The device cannot be mapped",
    "`/dev/null` swallows what is written to it and has nothing to show: mmap fails with ENODEV.",
    "Open `/dev/zero`.",
)
def null_device(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "OSError", "[Errno 19]")


@mistake(
    "A device has no length of its own",
    "A length of 0 stands for that of the file. `/dev/zero` has none, and no mapping is empty: "
    "mmap fails with EINVAL.",
    "Say how many bytes you want: `mmap.mmap(fd, size)`.",
)
def no_length(seen: Seen, _source: str) -> bool:
    made = [event.mapping for event in seen.of("map")]
    empty = any(m.backing == "/dev/zero" and m.length == 0 for m in made)
    return empty and clues.raised(seen, "OSError", "[Errno 22]")


EXERCISE = Exercise(
    name="zero_device",
    assignment="4-anonymous",
    points=2,
    calls=calls,
    rules=(
        rules.ended,
        rules.child_produces,
        rules.shared_mapping(
            "shared_device",
            "A shared mapping of /dev/zero is made before the fork.",
            lambda mapping: mapping.backing == "/dev/zero",
            before_fork=True,
        ),
        not_anonymous,
        rules.waits,
        rules.right_bytes,
        rules.through_memory(rules.no_other_way),
        rules.children_end,
        rules.nothing_left,
    ),
    mistakes=(
        read_only_device,
        null_device,
        no_length,
        anonymous_in_its_place,
        device_written,
        *sharing.SHARING,
    ),
)
