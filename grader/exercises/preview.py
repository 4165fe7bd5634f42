"""preview(path, shape, amount) -> numpy.ndarray: the brightened image, and the file as it was."""

import random

import numpy as np

from grader.exercise import Broken, Call, Exercise, mistake, rule
from grader.kit import clues, rules, ways
from grader.kit.images import images, more_images, right_file
from grader.kit.mistakes import arrays, general
from grader.witness.seen import Seen


def calls(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in images(fresh)]


def harder(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in more_images(fresh)]


@rule("No mapping is made through which a store would reach the file.")
def file_out_of_reach(seen: Seen) -> None:
    made = clues.maps_of_its_files(seen)
    if any(mapping.shared and mapping.writable for mapping in made):
        raise Broken("A shared, writable mapping of the file was made.")


@mistake(
    "The mapping was closed while the array still used it",
    "An array over a mapping has no memory of its own, so `close()`, and the end of a `with` "
    "block, are refused (BufferError) while there is one.",
    "Return the array over the mapping and do not close it: the mapping goes when the array goes. "
    "Or return a copy (`array.copy()`), delete the view, and close.",
)
def closed_under_result(seen: Seen, _source: str) -> bool:
    return clues.raised(seen, "BufferError")


@mistake(
    "The mapping is shared, so each store goes to the file",
    "In a shared mapping (mode `r+`, ACCESS_WRITE, MAP_SHARED) a store is in the file at once, for "
    "everybody who looks. To put the old bytes back later does not undo that.",
    "Mode `c`, ACCESS_COPY or MAP_PRIVATE: the first store to a page copies it for you alone.",
)
def file_changed(seen: Seen, _source: str) -> bool:
    return any(m.shared and m.writable for m in clues.maps_of_its_files(seen))


@mistake(
    "The file was written to",
    "A copy-on-write mapping never changes its file; a `write`, `tofile` or `truncate` does. To "
    "put the old bytes back later does not undo that.",
    "Open the file for reading only (`'rb'`), and return the array.",
)
def file_written(seen: Seen, _source: str) -> bool:
    return clues.changed(seen) or ways.moved_more_than_tokens(seen, "send")


@mistake(
    "There was no copy-on-write mapping",
    "A read-only mapping, and a new array for the result, gives the right picture, but copies the "
    "whole image. A copy-on-write mapping can be stored to, and copies only the pages that you "
    "store to.",
    "`np.memmap(path, np.uint8, 'c', shape=shape)`, and store the result in that.",
)
def no_copy_on_write(seen: Seen, _source: str) -> bool:
    copies = any(m.writable and not m.shared for m in clues.maps_of_its_files(seen))
    return bool(seen.call.size) and seen.ending != "raised" and not copies


@mistake(
    "The array is not `uint8`",
    "`uint8 + int16` is `int16`, and `np.clip` keeps that type.",
    "Store the result in the mapped `uint8` array, or `.astype(np.uint8)` after clipping.",
)
def wide_result(seen: Seen, _source: str) -> bool:
    value = clues.returned_array(seen)
    return value is not None and value.dtype != np.uint8


EXERCISE = Exercise(
    name="preview",
    assignment="5-numpy-memmap",
    points=3,
    calls=calls,
    harder=harder,
    rules=(
        rules.ended,
        rules.right_array(dtype="uint8"),
        right_file("The file's bytes are as they were."),
        rules.file_mapping(
            "A copy-on-write mapping of the file (private and writable) holds the image.",
            lambda mapping: not mapping.shared and mapping.writable,
        ),
        file_out_of_reach,
        rules.no_other_way,
        rules.nothing_left,
    ),
    mistakes=(
        closed_under_result,
        *general.ONE_PROCESS,
        arrays.made_anew,
        arrays.amount_overflows,
        arrays.casting,
        arrays.read_only,
        arrays.other_length,
        arrays.wrapped,
        arrays.no_array,
        wide_result,
        file_changed,
        arrays.left_file,
        file_written,
        general.error_hidden,
        arrays.read_not_mapped,
        no_copy_on_write,
        arrays.wrong_shape,
        *arrays.ANY_IMAGE,
    ),
)
