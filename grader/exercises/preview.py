"""preview(path, shape, amount) -> numpy.ndarray: the brightened image, and the file as it was."""

import random

from grader.exercise import Call, Exercise
from grader.kit import array_mistakes, rules
from grader.kit.images import images, more_images, right_file


def calls(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in images(fresh)]


def harder(fresh: random.Random) -> list[Call]:
    return [image.call("preview", in_place=False) for image in more_images(fresh)]


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
        rules.no_other_way,
        rules.nothing_left,
    ),
    mistakes=array_mistakes.COPY_ON_WRITE,
)
