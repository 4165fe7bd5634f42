"""What this machine can and cannot do for grading, in plain lines."""

import ctypes
import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

CLONE_NEWUSER = 0x10000000
_LANDLOCK = ((3, "truncating files"), (4, "TCP"), (6, "signals and abstract sockets"))


@dataclass(frozen=True)
class Finding:
    """`needed`: without it nothing can be graded."""

    fine: bool
    needed: bool
    text: str

    def __str__(self) -> str:
        mark = "ok  " if self.fine else "FAIL" if self.needed else "weak"
        return f"{mark}  {self.text}"


def examine() -> Iterator[Finding]:
    """Look at the machine; the last finding has run a check from end to end."""
    linux = platform.system() == "Linux"
    yield Finding(linux, True, f"system: {platform.system()} {platform.release()}")
    if not linux:
        return
    yield _libseccomp()
    yield _landlock()
    yield _namespaces()
    yield _alembic()
    yield Finding(True, False, f"processors: {os.cpu_count()}; so many submissions at a time")
    yield _check()


def _libseccomp() -> Finding:
    try:
        import pyseccomp  # noqa: PLC0415 (its failure is a finding)

        version = pyseccomp.get_api()
        notifies = hasattr(pyseccomp._libseccomp, "seccomp_notify_fd")
    except (ImportError, OSError, RuntimeError) as error:
        return Finding(False, True, f"libseccomp: {error}; install libseccomp2 2.5 or newer")
    told = "reports calls" if notifies else "cannot report calls; 2.5 or newer can"
    return Finding(notifies, True, f"libseccomp: API level {version}, {told}")


def _landlock() -> Finding:
    from grader.stage.confine import landlock_version  # noqa: PLC0415

    version = landlock_version()
    if not version:
        told = "none: a run could read files of this account (Linux 5.13 or newer has it)"
        return Finding(False, False, f"Landlock: {told}")
    missing = [what for since, what in _LANDLOCK if version < since]
    told = f"; it does not cover {', '.join(missing)} yet" if missing else ""
    return Finding(not missing, False, f"Landlock: version {version}{told}")


def _namespaces() -> Finding:
    """Grading uses none; one who builds further walls around it would like to know."""
    pid = os.fork()
    if pid == 0:
        os._exit(1 if ctypes.CDLL(None).unshare(CLONE_NEWUSER) else 0)
    allowed = "allowed" if os.waitpid(pid, 0)[1] == 0 else "not allowed"
    return Finding(True, False, f"user namespaces: {allowed}; grading does without")


def _alembic() -> Finding:
    found = shutil.which("alembic")
    told = (
        "on the PATH" if found else "not on the PATH: activate the environment (nbgrader calls it)"
    )
    return Finding(bool(found), False, f"alembic: {told}")


def _check() -> Finding:
    from grader.exercises import names  # noqa: PLC0415
    from grader.judge import judge  # noqa: PLC0415
    from grader.stage import Stage, StageError  # noqa: PLC0415
    from grader.submission import Submission  # noqa: PLC0415

    try:
        with Stage() as stage:
            judge(stage, Submission(), names()[0])
    except (StageError, OSError) as error:
        return Finding(False, True, f"a check: {error}")
    return Finding(True, True, "a check: ran, was confined and watched")
