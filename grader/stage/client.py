"""The judge's side of the stage: start the zygote once, and have it fork runs."""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 20.0  # for the zygote to import NumPy on a slow disk, or a run to confine itself


class StageError(RuntimeError):
    """The stage itself does not work on this machine: never the student's fault."""


@dataclass
class Run:
    """One confined process, waiting to be told what to do.

    `pid` is its process id and process group, `listener` the seccomp descriptor that reports its
    calls, `output` the reading end of its standard output and error, `scratch` its folder.
    """

    pid: int
    listener: int
    output: int
    scratch: Path


class Stage:
    """A warm zygote; `launch` forks a run from it. One run at a time."""

    def __init__(self):
        self._zygote: subprocess.Popen | None = None
        self._line: socket.socket | None = None

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def launch(self, sizes: list[int], data_bytes: int = 512 << 20) -> Run:
        """A new run. `sizes`: see `syscalls.build`; `data_bytes`: RLIMIT_DATA. `StageError` when
        this machine cannot confine or watch it."""
        self._start()
        scratch = Path(tempfile.mkdtemp(prefix="mmap-run-"))
        job = {
            "scratch": str(scratch),
            "sizes": sizes,
            "file_bytes": 64 << 20,
            "data_bytes": data_bytes,
            "cpu_seconds": 20,
        }
        ours, theirs = socket.socketpair()
        output, output_end = os.pipe()
        try:
            fds = [theirs.fileno(), output_end]
            socket.send_fds(self._line, [json.dumps(job).encode()], fds)
            theirs.close()
            os.close(output_end)
            pid = self._receive()["pid"]
            return Run(pid, self._listener(ours, output), output, scratch)
        except BaseException:
            os.close(output)
            shutil.rmtree(scratch, ignore_errors=True)
            raise
        finally:
            ours.close()

    def finish(self, run: Run) -> int:
        """End the run with everything it started; the wait status of its first process."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        os.close(run.listener)
        status = self._receive()["status"]
        os.close(run.output)
        shutil.rmtree(run.scratch, ignore_errors=True)
        return status

    def close(self) -> None:
        """End the zygote."""
        if self._zygote is not None:
            self._line.close()
            self._zygote.wait()
            self._zygote = None

    def _start(self) -> None:
        if self._zygote is not None and self._zygote.poll() is None:
            return
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.settimeout(START_SECONDS)
        # OpenBLAS would start threads in the zygote, and a run would fork from a process with
        # threads; -P keeps the judge's working directory off the import path.
        environment = {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        for name in ("OPENBLAS_CORETYPE", "LD_LIBRARY_PATH"):
            if name in os.environ:
                environment[name] = os.environ[name]
        self._zygote = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.stage.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            cwd="/",
        )
        theirs.close()

    def _receive(self) -> dict:
        try:
            message = self._line.recv(1 << 16)
        except TimeoutError:
            message = b""
        if not message:
            self._zygote.kill()
            self._zygote = None
            raise StageError("the stage's parent process ended or hangs; see its message above")
        return json.loads(message)

    def _listener(self, line: socket.socket, output: int) -> int:
        line.settimeout(START_SECONDS)
        try:
            _, fds, _, _ = socket.recv_fds(line, 16, 1)
        except TimeoutError:
            fds = []
        if fds:
            return fds[0]
        self._receive()  # the wait status of a run that never began
        reason = b""
        if select.select([output], [], [], 0)[0]:
            reason = os.read(output, 4096)
        raise StageError(
            "this machine cannot watch a run: "
            + (reason.decode(errors="replace").strip() or "no seccomp listener came back")
            + " (Linux 5.0 or newer with seccomp user notification and libseccomp 2.5 are needed)"
        )
