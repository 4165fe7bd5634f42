"""Run a piece of code in a child process and tell how it ended.

A bad access to a mapping ends the process that makes it. Here that is a forked child, which holds
the same memory as its parent at the moment of the fork; the parent, a notebook's kernel for
example, only watches.
"""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import gc
import io
import os
import pickle
import resource
import selectors
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

OUTPUT_LIMIT = 64 * 1024  # bytes kept of each of stdout and stderr
inside = False  # whether this process is a child that `run` made, or made by one

_REASONS = {
    "SIGBUS": "no byte of the file behind that page",
    "SIGSEGV": "nothing mapped there, or access not permitted",
    "SIGABRT": "the program gave itself up",
    "SIGKILL": "ended from outside",
}


def _settle_history() -> None:
    """Wait until IPython's history thread has taken up what it was asked to save.

    IPython ends that thread before each fork. Asked to end in the moment when it takes up its work,
    the thread never hears of it, and a notebook's kernel waits for its end for ever.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    thread = getattr(getattr(shell, "history_manager", None), "save_thread", None)
    while thread is not None and thread.is_alive() and thread.save_flag.is_set():
        time.sleep(0.001)


# Registered last, it is called first: ahead of IPython's own, which a kernel has from its start.
os.register_at_fork(before=_settle_history)


@dataclass(frozen=True, repr=False)
class Ending:
    """How a child ended; as text, what it printed and then the ending in a line, without times.

    Exactly one of these tells: `signal` (a name such as `SIGBUS`), `timed_out`, `error` (the text
    of an exception, `ValueError: ...`, and `where`: the line of the reader's own code that it went
    through last), or `code` with `value`: the exit code and what the function returned, None when
    the code was left by an exit. `stdout` and `stderr` are text, each cut after `OUTPUT_LIMIT`
    bytes.
    """

    value: Any = None
    error: str = ""
    where: str = ""
    code: int | None = None
    signal: str = ""
    timed_out: bool = False
    returned: bool = False
    stdout: str = ""
    stderr: str = ""

    def __str__(self) -> str:
        return self.stdout + "\n" * (self.stdout[-1:] not in ("", "\n")) + self.line

    __repr__ = __str__

    @property
    def line(self) -> str:
        """The ending alone."""
        if self.timed_out:
            return "timed out: the child was still running and was ended"
        if self.signal:
            reason = _REASONS.get(self.signal)
            return f"{self.signal}: the child was killed" + (f" ({reason})" if reason else "")
        if self.error:
            return f"raised {self.error}" + (f" ({self.where})" if self.where else "")
        return f"returned {self.value!r}" if self.returned else f"exited with code {self.code}"


def run(function: Callable, *args: Any, timeout: float = 10.0) -> Ending:
    """Call `function(*args)` in a forked child and return how it ended.

    The value returned comes back by pickle. `timeout` is in seconds; past it the child and all that
    it started are killed. Raises OSError when no process can be made.
    """
    pipes = {name: os.pipe() for name in ("result", "stdout", "stderr")}
    with warnings.catch_warnings():
        # Python 3.12 warns of forking with threads, as a kernel does: a lock that another thread
        # holds stays locked in the child. The child runs the given code alone and leaves by _exit.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _be_the_child(function, args, pipes)
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)  # the child does so too: whoever is first
    for _, end in pipes.values():
        os.close(end)
    try:
        texts, timed_out = _watch(pid, {name: ends[0] for name, ends in pipes.items()}, timeout)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        for end, _ in pipes.values():
            os.close(end)
    return _ending(status, texts, timed_out)


def outcome(function: Callable, *args: Any, timeout: float = 10.0) -> str:
    """Call `function(*args)` in a child and return in a word how that ended.

    The word is `ok`, or the name of a signal (`SIGBUS`), of an errno (`EINVAL`) or of an exception
    (`ValueError`), or the line of the `Ending` where none of these says it. Raises as `run` does.
    """
    ending = run(_named, function, args, timeout=timeout)
    return ending.signal or (ending.value if ending.returned else ending.line)


def _named(function: Callable, args: tuple) -> str:
    try:
        function(*args)
    except Exception as error:
        code = getattr(error, "errno", None)
        return errno.errorcode.get(code, type(error).__name__)
    return "ok"


def _be_the_child(function: Callable, args: tuple, pipes: dict[str, tuple[int, int]]) -> NoReturn:
    global inside
    inside, code = True, 1
    try:
        os.setpgid(0, 0)
        _detach(pipes)
        code = _answer(function, args, pipes["result"][1])
    finally:
        # No cleanup handler of the parent may run here, nor may the caller's code go on.
        os._exit(code)


def _detach(pipes: dict[str, tuple[int, int]]) -> None:
    """Cut the child's ties to the parent: output, input, crash reports, objects to be finalised."""
    gc.freeze()  # a kernel's sockets must not be collected, and so closed, in this process
    faulthandler.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(pipes[name][1], number)
        # A kernel's own stream would send the text through its sockets.
        stream = io.TextIOWrapper(
            io.FileIO(number, "w", closefd=False), "utf-8", "replace", write_through=True
        )
        setattr(sys, name, stream)
    for ends in pipes.values():
        os.close(ends[0])


def _answer(function: Callable, args: tuple, result: int) -> int:
    try:
        data = pickle.dumps({"value": function(*args), "returned": True})
    except SystemExit as exit_:
        if exit_.code is None or isinstance(exit_.code, int):
            return exit_.code or 0
        print(exit_.code, file=sys.stderr)  # as the interpreter does
        return 1
    except BaseException as error:
        traceback.print_exc()
        text = "".join(traceback.format_exception_only(error)).strip()
        data = pickle.dumps({"error": text, "where": _where(error)})
    with open(result, "wb") as file:
        file.write(data)
    return 0


def _where(error: BaseException) -> str:
    """The innermost line of a notebook's cell, or of the script, that the error came through."""
    frames = reversed(list(traceback.walk_tb(error.__traceback__)))
    own = ((f, line) for f, line in frames if f.f_globals.get("__name__") == "__main__")
    return next((f"line {line} of {frame.f_code.co_name}" for frame, line in own), "")


def _watch(pid: int, ends: dict[str, int], timeout: float) -> tuple[dict[str, bytearray], bool]:
    """Read the pipes until the child has ended or its time is over."""
    texts = {name: bytearray() for name in ends}
    deadline = time.monotonic() + timeout
    ended = os.pidfd_open(pid)
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(ended, selectors.EVENT_READ)
            for name, end in ends.items():
                os.set_blocking(end, False)
                selector.register(end, selectors.EVENT_READ, name)
            while (left := deadline - time.monotonic()) > 0:
                ready = {key.data for key, _ in selector.select(left)}
                for name in ready - {None}:
                    if not _drain(ends[name], texts[name], name):
                        selector.unregister(ends[name])
                if None in ready:
                    for name, end in ends.items():
                        _drain(end, texts[name], name)
                    return texts, False
            return texts, True
    finally:
        os.close(ended)


def _drain(end: int, text: bytearray, name: str) -> bool:
    """Read what a pipe holds; return whether more may come."""
    # At most what a pipe can hold at once: a child that never stops writing must not hold us here.
    for _ in range(16):
        try:
            piece = os.read(end, 65536)
        except BlockingIOError:
            return True
        if not piece:
            return False
        if name == "result" or len(text) < OUTPUT_LIMIT:
            text += piece
    return True


def _ending(status: int, texts: dict[str, bytearray], timed_out: bool) -> Ending:
    output = {
        name: texts[name][:OUTPUT_LIMIT].decode("utf-8", "replace") for name in ("stdout", "stderr")
    }
    if timed_out:
        return Ending(timed_out=True, **output)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return Ending(signal=_name(-code), **output)
    if not texts["result"]:
        return Ending(code=code, **output)
    return Ending(**pickle.loads(texts["result"]), code=code, **output)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
