"""Inside a run: confine this process, load the student's code, and call it as the judge asks.

The student's code shares this process, so nothing here is trusted: the judge believes only what
the kernel reports and what it reads for itself.
"""

import ast
import builtins
import contextlib
import faulthandler
import gc
import inspect
import linecache
import os
import signal
import socket
import sys
import threading
import traceback
import types
from pathlib import Path

import numpy as np

import grader
from grader.stage import clock, confine, decoy, looks, perturb, steps, syscalls
from grader.stage.prompt import RemoteCallable, ask
from grader.stage.syscalls import UNREPORTED_FD
from grader.wire import Guarded, Handed

DESCRIPTORS = 256
THREAD_STACK = 1 << 20  # not 8 MiB: under RLIMIT_DATA every byte of it counts
_GRADER = str(Path(__file__).parents[1])
FRAMES = 12  # of a traceback, the innermost ones
LONGEST = 10_000  # characters of a traceback
STRAYED = 70  # exit status of a child that came back into this module


def play(job: dict, judge: socket.socket, output: int) -> None:
    """The whole life of a run's first process; does not return."""
    _step_out(Path(job["scratch"]), output)
    _confine(job, judge)
    stage = types.ModuleType("__main__")
    sys.modules["__main__"] = stage
    os.environ["HOME"] = os.environ["TMPDIR"] = job["scratch"]
    root = os.getpid()
    clock.install()
    decoy.install()
    looks.install(job["scratch"])
    perturb.install()  # the last, as it tells when a child comes to the student's code
    _furnish()
    _load(stage, ask("script"))
    while (call := ask("next")) is not None:
        if "ended" in call:
            _reap(call["ended"])
            continue
        perturb.switch(call["stops"], call["at_creation"], call["at_calls"])
        outcome = _perform(stage, call)
        perturb.switch("nobody")
        if os.getpid() != root:
            _stray(outcome)
        _tell(outcome)
        del outcome
        _tidy()
    os._exit(0)


def _step_out(scratch: Path, output: int) -> None:
    os.setsid()
    os.chdir(scratch)
    null = os.open(os.devnull, os.O_RDONLY)
    for fd, target in ((null, 0), (output, 1), (output, 2)):
        os.dup2(fd, target)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.stdout, sys.stderr = (os.fdopen(fd, "w", buffering=1, closefd=False) for fd in (1, 2))
    faulthandler.enable(2)
    threading.stack_size(THREAD_STACK)


def _confine(job: dict, judge: socket.socket) -> None:
    scratch = Path(job["scratch"])
    os.dup2(judge.fileno(), UNREPORTED_FD)
    os.closerange(3, UNREPORTED_FD)
    judge.detach()
    confine.drop_privileges()
    confine.restrict_files(confine.readable_trees(), confine.writable_trees(scratch))
    confine.limit(DESCRIPTORS, job["file_bytes"], job["data_bytes"], job["cpu_seconds"])
    listener = confine.filter_calls(syscalls.program(job["sizes"]))
    line = socket.socket(fileno=UNREPORTED_FD)
    socket.send_fds(line, [b"listener"], [listener])
    line.close()
    os.close(listener)


def _load(stage: types.ModuleType, script: dict) -> None:
    """Run the student's cells one by one; one that fails does not stop the next, as in a
    notebook. Pickled functions come from a live kernel with what they refer to."""
    if (pickled := script.get("pickle")) is not None:
        _load_pickle(stage, pickled)
        _give_lines(stage, script["lines"])
        return
    stage.__dict__.update(In=[""], Out={})
    for number, source in script["cells"]:
        ask("cell", number)
        name = f"<cell {number}>"
        _remember(name, source)
        try:
            _run_cell(compile(source, name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), stage.__dict__)
        except BaseException as error:
            ask("cell failed", number, _explain(error))


def _run_cell(code: types.CodeType, names: dict) -> None:
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, names)
        return
    import asyncio  # noqa: PLC0415 (seldom needed)

    with contextlib.closing(asyncio.new_event_loop()) as loop:
        loop.run_until_complete(eval(code, names))


def _load_pickle(stage: types.ModuleType, pickled: bytes) -> None:
    import cloudpickle  # noqa: PLC0415 (only a live kernel's function needs it)

    try:
        values = cloudpickle.loads(pickled)
    except BaseException as error:
        ask("cell failed", 0, _explain(error))
        return
    for value in values.values():
        if isinstance(value, types.FunctionType):
            stage.__dict__.update(value.__globals__)
    stage.__dict__.update(values)


def _give_lines(stage: types.ModuleType, lines: dict[str, str]) -> None:
    """Let tracebacks quote the lines of functions, of which a pickle keeps the numbers alone."""
    for name, source in lines.items():
        function = stage.__dict__.get(name)
        if isinstance(function, types.FunctionType):
            title = f"<cell of {name}>"
            _remember(title, "\n" * (function.__code__.co_firstlineno - 1) + source)
            function.__code__ = _titled(function.__code__, title)


def _titled(code: types.CodeType, title: str) -> types.CodeType:
    """The code, and all code inside, as that of a file of this name."""
    inside = (_titled(c, title) if isinstance(c, types.CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=title, co_consts=tuple(inside))


def _remember(name: str, source: str) -> None:
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


class _Nothing:
    """Whatever is asked of it, nothing happens."""

    def __call__(self, *_, **__) -> "_Nothing":
        return self

    def __getattr__(self, name: str) -> "_Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


def _furnish() -> None:
    """Have what a kernel adds to Python (magics, shell lines, `display`), a check in the student's
    own cell, and what the course tries things out with, do nothing."""
    nothing = _Nothing()
    builtins.get_ipython = builtins.display = grader.check = nothing
    sys.modules["mapscope"] = sys.modules["grader.kit.ten_calls"] = nothing


def _perform(stage: types.ModuleType, call: dict) -> dict:
    name = call["function"]
    try:
        function = stage.__dict__[name]
    except KeyError:
        return {"missing": name}
    arguments = [_hand_over(argument) for argument in call["arguments"]]
    try:
        clock.begin_call()
        with _watched(call):
            value = function(*arguments) if arguments else function
        kind = type(value).__name__
        try:
            return {"type": kind, "value": _plain(value)}
        except TypeError as error:
            return {"type": kind, "unreadable": str(error)}
    except BaseException as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        return {"raised": kinds[0], "kinds": kinds, "explained": _explain(error)}


def _watched(call: dict) -> contextlib.AbstractContextManager:
    if call["steps"]:
        return steps.traced()
    return looks.rested(call["rests"]) if call["rests"] else contextlib.nullcontext()


def _hand_over(argument):
    match argument:
        case Handed():
            return RemoteCallable(argument.name)
        case Guarded():
            return decoy.guard(argument.values)
    return argument


_EXACT = {  # a copy of just this type, made by none of a subclass's own methods
    int: int.__pos__,
    float: float.__pos__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
}


def _plain(value):
    """The value rebuilt from exact built-in types, so that no method of the student's is asked;
    TypeError, with the name of its type, for a value that is not made of them."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if isinstance(value, np.generic):
        return value.item()
    for base, exact in _EXACT.items():
        if issubclass(kind, base):
            return exact(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return np.array(value, subok=False)
    if kind in (list, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): _plain(item) for key, item in dict.items(value)}
    raise TypeError(kind.__name__)


def _key(key) -> str:
    if not issubclass(type(key), str):
        raise TypeError(type(key).__name__)
    return _plain(key)


def _explain(error: BaseException) -> str:
    """A traceback without the grader's own lines."""
    frames = traceback.extract_tb(error.__traceback__, limit=-FRAMES)
    frames = [frame for frame in frames if not frame.filename.startswith(_GRADER)]
    where = "".join(traceback.format_list(frames)) if frames else ""
    return (where + "".join(traceback.format_exception_only(error))).strip()[:LONGEST]


def _tell(outcome: dict) -> None:
    try:
        ask("result", outcome)
    except OSError:  # more than the judge takes
        kind = outcome.get("type", "")
        ask("result", {"type": kind, "unreadable": kind})


def _stray(outcome: dict) -> None:
    """A child that should have ended came back here: tell the judge, and end it."""
    ask("strayed", outcome.get("explained", "").rpartition("\n")[2])
    os._exit(STRAYED)


def _reap(pids: list[int]) -> None:
    """Wait for children that the last call, or a cell, has left, and that the judge has ended."""
    for pid in pids:
        with contextlib.suppress(ChildProcessError):  # another child's, or waited for already
            os.waitpid(pid, 0)


def _tidy() -> None:
    """Let go of what only garbage still holds, so that what remains was left by the student."""
    sys.last_value = sys.last_traceback = sys.last_type = sys.last_exc = None
    gc.collect()
