"""Make the student's copy of the exercises: nbgrader's release version of each, in ``student/``.

Only files that are missing are added, so a student's work is never overwritten. To begin an
exercise anew, rename its notebook and run this again.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def missing_files(source: Path, student: Path) -> list[Path]:
    """Files of the assignments in `source` that `student` lacks, relative to both."""
    files = (path.relative_to(source) for path in source.glob("*/**/*") if path.is_file())
    return sorted(
        path
        for path in files
        if not any(part.startswith((".", "__pycache__")) for part in path.parts)
        and not (student / path).exists()
    )


def release(exercises: Path, target: Path) -> None:
    """Write the release version of every assignment to `target`, and nothing to a gradebook."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "*", "--no-db"]
    command += [f"--CourseDirectory.release_directory={target}"]
    done = subprocess.run(command, cwd=exercises, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"nbgrader could not make the students' version of {exercises}:\n{done.stderr}")


def add_missing(exercises: Path, student: Path) -> list[Path]:
    """Add to `student` what it lacks of the release version, and return what was added."""
    missing = missing_files(exercises / "source", student)
    if missing:
        student.mkdir(exist_ok=True)
        # In the same file system, so that a rename puts each file in place whole or not at all.
        with tempfile.TemporaryDirectory(prefix=".release-", dir=student) as folder:
            release(exercises, Path(folder))
            for path in missing:
                (student / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).rename(student / path)
    return missing


def main() -> None:
    if not any((ROOT / "exercises" / "source").glob("*/*.ipynb")):
        sys.exit("exercises/source holds no notebook: is this a complete clone of the course?")
    added = add_missing(ROOT / "exercises", ROOT / "student")
    for path in added:
        print(f"student copy: added student/{path}")
    if not added:
        print("student copy: complete; nothing in student/ was touched")


if __name__ == "__main__":
    main()
