"""`check("function")` in a student's own notebook, and in nbgrader's Validate.

The judge runs beside the kernel, in a process that is not the kernel's child (`os.wait()` in a
cell is the student's own), and stays warm for the next check. The function goes there by value.
"""

import base64
import contextlib
import inspect
import json
import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

_judge: socket.socket | None = None
ANSWER_SECONDS = 120.0
MOST_PICKLED = 1 << 20  # bytes; a function that refers to more is made anew by its cells


class CheckError(Exception):
    """The check could not be made; the text says what to do."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Result:
    """A report as the output of a cell: HTML to read, the points as plain text for nbgrader."""

    def __init__(self, answer: dict):
        self.points: float = answer["points"]
        self.most: int = answer["most"]
        self.text: str = answer["text"]
        self._bundle: dict = answer["bundle"]

    def _repr_mimebundle_(self, **_) -> dict:
        return self._bundle

    def __repr__(self) -> str:
        return self._bundle["text/plain"]


def check(name: str, harder: bool = False) -> Result:
    """Judge the function `name` of this notebook. `CheckError` when that cannot be done."""
    if platform.system() != "Linux":
        raise CheckError(
            "check() needs Linux: it watches system calls by seccomp. On another system, open "
            "the course in a Linux machine or container."
        )
    request = {"name": name, "harder": harder, **_student_code(name)}
    answer = _ask(request)
    if "problem" in answer:
        raise CheckError(answer["problem"])
    result = Result(answer)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and result.points < result.most:
        raise CheckError(result.text)  # Validate shows the text of an error, and nothing else
    return result


def _student_code(name: str) -> dict:
    import cloudpickle  # noqa: PLC0415 (only a check needs it)

    main = vars(sys.modules["__main__"])
    values = {each: main[each] for each in (name, *_beside(name)) if main.get(each) is not None}
    code: dict = {"cells": _executed(main) if values else []}
    try:
        pickled = cloudpickle.dumps(values)
    except Exception:  # it refers to an open file, a lock, ...
        return code
    if not values or len(pickled) > MOST_PICKLED:
        return code
    lines = {}
    for function in main.values():
        if inspect.isfunction(function) and function.__module__ == "__main__":
            with contextlib.suppress(OSError, TypeError):
                lines[function.__name__] = inspect.getsource(function.__code__)
    source = "".join(lines.get(each, "") for each in values)
    return code | {"pickle": base64.b64encode(pickled).decode(), "source": source, "lines": lines}


def _executed(main: dict) -> list[tuple[int, str]]:
    """The cells run so far, which make anew what cannot be sent, or cannot be made of what was sent
    (a library of ctypes)."""
    return [(number, text) for number, text in enumerate(main.get("In", [])) if text]


def _beside(name: str) -> tuple[str, ...]:
    """The student's functions that a check of this one calls too."""
    from grader.exercises import find  # noqa: PLC0415 (it needs Linux)

    try:
        return find(name).beside
    except LookupError:
        return ()  # the judge says what is wrong


def _ask(request: dict) -> dict:
    global _judge  # noqa: PLW0603 (one judge for the life of the kernel)
    for _ in range(2):  # the second time with a new judge, should the first have been ended
        if _judge is None:
            _judge = _start()
        try:
            _judge.sendall(json.dumps(request).encode() + b"\n")
            line = _judge.makefile("rb").readline()
        except TimeoutError:
            _judge = None
            raise CheckError("The judge did not answer. Run the cell again.") from None
        except OSError:
            line = b""
        except KeyboardInterrupt:
            _judge = None  # its answer to this request must not be taken for the next one's
            raise
        if line:
            return json.loads(line)
        _judge = None
    raise CheckError("The judge ended without an answer. Run `python -m grader doctor`.")


def _start() -> socket.socket:
    ours, theirs = socket.socketpair()
    ours.settimeout(ANSWER_SECONDS)
    root = str(Path(__file__).resolve().parents[1])
    # The program started here forks the judge and ends, so the kernel keeps no child.
    subprocess.run(
        [sys.executable, "-m", "grader.server", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env={**os.environ, "PYTHONPATH": root},
        stdin=subprocess.DEVNULL,
        check=True,
    )
    theirs.close()
    return ours
