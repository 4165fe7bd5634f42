"""One submission, graded in a worker process; all that it needs comes in the job, all that it
found goes back in the result, so a worker may be on another machine."""

import contextlib
import ctypes
import json
import os
import signal
import threading
from dataclasses import dataclass, field

_PR_SET_PDEATHSIG = 1
_own = threading.local()  # a stage plays one run at a time


@dataclass(frozen=True)
class Job:
    """A student's notebooks by name (None: not submitted) and the assignment's own; whether they
    may be graded where the kernel cannot confine them; which file this account may not read."""

    student: str
    submitted: dict[str, bytes | None]
    sources: dict[str, str]
    unconfined: bool = False
    unreadable: str = ""


@dataclass
class Graded:
    """One notebook: as JSON text, with points by test cell and the student's text by solution
    cell (grade_ids), and what was mended."""

    notebook: str
    points: dict[str, float]
    answers: dict[str, str]
    notes: list[str]


@dataclass
class Result:
    """`problem` is one line on why this submission could not be graded; never its own fault."""

    student: str
    notebooks: dict[str, Graded] = field(default_factory=dict)
    problem: str = ""


def begin(parent: int) -> None:
    """Set up a worker of this machine: it ends with its parent, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"


def _leave(*_) -> None:
    """Told to end, perhaps in the middle of something."""
    if hasattr(_own, "stage"):
        _own.stage.abandon()
    os._exit(0)


def prepare(unconfined: bool) -> None:
    """Get ready for the first submission, while it is still looked for."""
    with contextlib.suppress(RuntimeError):  # no stage on this machine: each submission will say so
        _stage(unconfined)
    from grader import notebook, rebuild  # noqa: F401, PLC0415 (see `_grade`)


def work(job: Job) -> Result:
    """Grade one submission. Does not raise: whatever happens concerns this student only."""
    if job.unreadable:
        return Result(job.student, problem=f"this account may not read {job.unreadable}")
    try:
        return Result(
            job.student,
            {name: _grade(job, name, source) for name, source in job.sources.items()},
        )
    except Exception as error:
        kind = "" if isinstance(error, LookupError | RuntimeError) else f"{type(error).__name__}: "
        reason = str(error.args[0]) if error.args else repr(error)
        return Result(job.student, problem=kind + reason.splitlines()[0])


def _grade(job: Job, name: str, source: str) -> Graded:
    stage = _stage(job.unconfined)  # gets ready during the imports
    from grader.notebook import grade  # noqa: PLC0415 (NumPy: only workers need it)
    from grader.rebuild import marks, rebuild  # noqa: PLC0415

    rebuilt = rebuild(job.submitted[name], json.loads(source))
    points = grade(rebuilt.notebook, stage)
    answers = {}
    for cell in rebuilt.notebook["cells"]:
        noted = marks(cell)
        if noted.get("solution") or noted.get("task"):
            answers[noted["grade_id"]] = cell["source"]
    text = json.dumps(rebuilt.notebook, ensure_ascii=False, sort_keys=True)
    return Graded(text, points, answers, rebuilt.notes)


def _stage(unconfined: bool):
    from grader.stage import Stage  # noqa: PLC0415

    if not hasattr(_own, "stage"):
        _own.stage = Stage(unconfined)
    _own.stage.start()
    return _own.stage
