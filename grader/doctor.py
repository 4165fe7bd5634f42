"""What this machine can and cannot do for grading, in plain lines."""

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`needed`: without it nothing can be graded."""

    text: str
    fine: bool
    needed: bool = False

    def __str__(self) -> str:
        mark = "ok  " if self.fine else "FAIL" if self.needed else "weak"
        return f"{mark}  {self.text}"


def examine() -> Iterator[Finding]:
    """Look at the machine; the last finding has run a check from end to end."""
    linux = platform.system() == "Linux"
    yield Finding(f"system: {platform.system()} {platform.release()}", linux, needed=True)
    if not linux:
        return
    yield _libseccomp()
    yield _alembic()
    yield Finding(f"processors: {os.cpu_count()}; so many submissions at a time", fine=True)
    yield from _check()


def _libseccomp() -> Finding:
    try:
        import pyseccomp  # noqa: PLC0415 (its failure is a finding)

        version = pyseccomp.get_api()
        notifies = hasattr(pyseccomp._libseccomp, "seccomp_notify_fd")
    except (ImportError, OSError, RuntimeError) as error:
        text = f"libseccomp: {error}; install libseccomp2 2.5 or newer"
        return Finding(text, fine=False, needed=True)
    told = "reports calls" if notifies else "cannot report calls; 2.5 or newer can"
    return Finding(f"libseccomp: API level {version}, {told}", notifies, needed=True)


def _alembic() -> Finding:
    found = shutil.which("alembic")
    told = (
        "on the PATH" if found else "not on the PATH: activate the environment (nbgrader calls it)"
    )
    return Finding(f"alembic: {told}", bool(found))


def _check() -> Iterator[Finding]:
    from grader.exercises import names  # noqa: PLC0415
    from grader.judge import judge  # noqa: PLC0415
    from grader.stage import Stage, StageError  # noqa: PLC0415
    from grader.submission import Submission  # noqa: PLC0415

    try:
        with Stage(unconfined=True) as stage:
            for each in stage.protections():
                told = "confined" if each.present else each.means
                yield Finding(f"{each.name}: {told}", each.present)
            judge(stage, Submission(), names()[0])
    except (StageError, OSError) as error:
        yield Finding(f"a check: {error}", fine=False, needed=True)
    else:
        yield Finding("a check: ran and was watched", fine=True, needed=True)
