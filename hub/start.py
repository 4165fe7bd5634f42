"""Start one account's server: lessons that it lacks are laid into its home folder, then Jupyter.

This runs as the account itself, so that nobody else's hand writes into a home folder. A lesson that
is there is never overwritten; to have it anew, rename it and start the server again.
"""

import os
import shutil
import sys
from pathlib import Path


def add_missing(lessons: Path, home: Path) -> None:
    """Copy the files of `lessons` that `home`/mmap-course lacks, and lead its links to the
    assignments that nbgrader fetches to `home`/mmap."""
    course = home / "mmap-course"
    for source in lessons.rglob("*"):
        target = course / source.relative_to(lessons)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")  # whole or not at all
            shutil.copyfile(source, part)
            part.rename(target)
    link = course / "student"
    if not link.is_symlink() and not link.exists():
        link.symlink_to("../mmap")


def main() -> None:
    if lessons := os.environ.get("MMAP_LESSONS"):
        os.umask(0o077)  # whatever the home folder allows, solutions are for nobody else to read
        add_missing(Path(lessons), Path.home())
    command = [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:]]
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
