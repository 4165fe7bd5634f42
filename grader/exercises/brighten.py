"""brighten(path, shape, amount) -> None: an image made brighter in its own file."""

import random

from grader.exercise import Call, Exercise, mistake
from grader.kit import clues, rules
from grader.kit.images import images, more_images, right_file
from grader.kit.mistakes import arrays, general
from grader.witness.seen import Seen


def calls(fresh: random.Random) -> list[Call]:
    return [image.call("brighten", in_place=True) for image in images(fresh)]


def harder(fresh: random.Random) -> list[Call]:
    return [image.call("brighten", in_place=True) for image in more_images(fresh)]


@mistake(
    "A copy-on-write mapping keeps its changes to itself",
    "Mode `c`, ACCESS_COPY and MAP_PRIVATE copy a page for you when you first store to it. The "
    "file never sees the copy, and `flush()` does not change that: it raises no error either.",
    "Map the file shared: mode `r+`, ACCESS_WRITE, or MAP_SHARED.",
)
def private_copy(seen: Seen, _source: str) -> bool:
    maps = clues.maps_of_its_files(seen)
    return bool(maps) and any(m.writable for m in maps) and not any(m.shared for m in maps)


@mistake(
    "Another file took the place of the image's",
    "A file that is renamed over the old one is a new one with its name: who has the old one open "
    "or mapped goes on seeing the old bytes. And all of it was copied.",
    "Map the file itself, shared, and store into that.",
)
def other_file(seen: Seen, _source: str) -> bool:
    others = [m for m in clues.maps_of_file(seen) if m not in clues.maps_of_its_files(seen)]
    return any(m.shared and m.writable for m in others)


@mistake(
    "More than the image was changed",
    "The file may be longer than the image, which begins at its first byte: `mmap.mmap(fd, 0)` "
    "maps all of it, and an `offset` moves on.",
    "Change the first `math.prod(shape)` bytes only.",
)
def too_much(seen: Seen, _source: str) -> bool:
    size = seen.call.image.pixels.size
    return clues.changed(seen) and seen.after[size:] != seen.call.before[size:]


EXERCISE = Exercise(
    name="brighten",
    assignment="5-numpy-memmap",
    points=3,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        right_file("The file holds the brightened image, and behind it what was there."),
        rules.file_mapping(
            "A shared, writable mapping of the file holds the image.",
            lambda mapping: mapping.shared and mapping.writable,
        ),
        rules.no_other_way,
        rules.nothing_left,
    ),
    mistakes=(
        *general.ONE_PROCESS,
        other_file,
        arrays.made_anew,
        arrays.amount_overflows,
        arrays.casting,
        arrays.read_only,
        arrays.wrapped,
        private_copy,
        arrays.left_file,
        arrays.written_not_stored,
        arrays.other_length,
        general.error_hidden,
        arrays.read_not_mapped,
        too_much,
        *arrays.ANY_IMAGE,
    ),
)
