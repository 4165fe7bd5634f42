"""brighten(path, shape, amount) -> None: an image made brighter in its own file."""

import random

from grader.exercise import Call, Exercise
from grader.kit import rules
from grader.kit.images import images, more_images, right_file
from grader.kit.mistakes import arrays


def calls(fresh: random.Random) -> list[Call]:
    return [image.call("brighten", in_place=True) for image in images(fresh)]


def harder(fresh: random.Random) -> list[Call]:
    return [image.call("brighten", in_place=True) for image in more_images(fresh)]


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
    mistakes=arrays.IN_PLACE,
)
