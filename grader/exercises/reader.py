"""reader(path, count) -> list[bytes]: waits for records that an unrelated process publishes."""

from grader.exercise import Exercise
from grader.kit import pair, rules
from grader.kit.mistakes import records

EXERCISE = Exercise(
    name="reader",
    assignment="3-unrelated-processes",
    points=5,
    calls=pair.scenes,
    rules=(
        pair.of("reader", rules.ended),
        pair.of("reader", pair.file_mapped),
        pair.of("reader", pair.through_the_file),
        pair.right_records,
        pair.of("reader", rules.children_end),
        pair.of("reader", rules.nothing_left),
    ),
    mistakes=records.KNOWN,
    beside=("writer",),
)
