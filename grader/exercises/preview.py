"""preview(path, shape, amount) -> numpy.ndarray: the brightened image, and the file as it was."""

import random

from grader.exercise import Broken, Call, Exercise, rule
from grader.kit import clues, rules
from grader.kit.images import images, more_images, right_file
from grader.kit.mistakes import arrays
from grader.witness.seen import Seen


def calls(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in images(fresh)]


def harder(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in more_images(fresh)]


@rule("No mapping is made through which a store would reach the file.")
def file_out_of_reach(seen: Seen) -> None:
    made = [event.mapping for event in clues.of_its_files(seen)]
    if any(mapping.shared and mapping.writable for mapping in made):
        raise Broken("A shared, writable mapping of the file was made.")


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
    mistakes=arrays.COPY_ON_WRITE,
)
