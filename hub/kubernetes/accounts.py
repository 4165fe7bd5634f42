"""Print the accounts of a class as a ConfigMap with one file, passwd: ``accounts.py CLASS.yaml``.

In a pod it lies at /etc/passwd, so that nbgrader finds each student's name for the number that the
pod runs as, and the grader the name of whoever owns a submission.
"""

import json
import re
import sys
from pathlib import Path

import yaml

GRADER = {"mmap-grader": 10000}
OF_THE_IMAGE = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n"


class ClassError(Exception):
    """What is wrong with a class, in one line."""


def passwd(told: dict) -> str:
    """Lines of /etc/passwd for the class that `custom` tells."""
    custom = told.get("custom") or {}
    students, instructors = custom.get("students") or {}, custom.get("instructors") or {}
    if twice := sorted(students.keys() & instructors.keys()):
        raise ClassError(f"{twice[0]} is a student and an instructor")
    lines, taken = [OF_THE_IMAGE], {}
    for name, number in {**GRADER, **students, **instructors}.items():
        if not re.fullmatch(r"[a-z0-9_][a-z0-9_.@-]*", str(name)):
            raise ClassError(f"{name!r} is no name: small letters, digits and . _ @ - only")
        if type(number) is not int or not 10000 <= number < 2**31:
            raise ClassError(f"{name} needs a number from 10001 on, not {number!r}")
        if number in taken:
            raise ClassError(f"{name} and {taken[number]} have the same number, {number}")
        taken[number] = name
        home = "/srv/mmap-course/grader" if name in GRADER else "/home/jovyan"
        lines.append(f"{name}:x:{number}:{number}::{home}:/bin/bash\n")
    return "".join(lines)


def main() -> None:
    try:
        told = yaml.safe_load(Path(sys.argv[1]).read_text()) or {}
        text = passwd(told)
    except (OSError, yaml.YAMLError, AttributeError, ClassError) as error:
        sys.exit(f"accounts: {sys.argv[1]}: {' '.join(str(error).split())}")
    made = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "mmap-accounts"},
        "data": {"passwd": text},
    }
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
