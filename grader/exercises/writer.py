"""writer(path, records): publishes records in a file, for readers in unrelated processes."""

from grader.exercise import Exercise
from grader.kit import pair, rules
from grader.kit.mistakes import records

EXERCISE = Exercise(
    name="writer",
    assignment="3-unrelated-processes",
    points=5,
    calls=pair.scenes,
    rules=(
        pair.of("writer", rules.ended),
        pair.of("writer", pair.file_mapped),
        pair.of("writer", pair.through_the_file),
        pair.right_records,
        pair.of("writer", rules.children_end),
        pair.of("writer", rules.nothing_left),
    ),
    mistakes=records.KNOWN,
    beside=("reader",),
)
