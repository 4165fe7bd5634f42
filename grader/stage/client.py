"""The judge's side of the stage: start the zygote once, and have it fork runs."""

import contextlib
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from grader.stage import bounds, confine
from grader.stage.protections import Protection, protections
from grader.stage.room import SHARED_MEMORY

UNCONFINED = (
    "this kernel has no Landlock, so what is graded could read and change this account's files "
    "(`python -m grader doctor` tells more); to grade code that you trust all the same, say "
    "--unconfined, or c.Judge.unconfined = True in nbgrader_config.py"
)
START_SECONDS = 20.0  # for the zygote to import NumPy on a slow disk, or a run to confine itself


class StageError(RuntimeError):
    """The stage itself does not work on this machine: never the student's fault."""


@dataclass(frozen=True)
class Actor:
    """One confined process, waiting to be told what to do.

    `pid` is its process id and process group, `listener` the seccomp descriptor that reports its
    calls, `output` the reading end of its standard output and error.
    """

    pid: int
    listener: int
    output: int


@dataclass(frozen=True)
class Run:
    """Actors that are unrelated to one another and share one folder: `scratch` is its path as they
    see it, `folder` the path by which the judge reaches it from outside their room, and
    `shared_memory` that of their /dev/shm, where they do not share the machine's."""

    actors: list[Actor]
    scratch: Path
    folder: Path
    shared_memory: Path | None


class Stage:
    """A warm zygote; `launch` forks a run from it. One run at a time.

    Where the kernel cannot keep a run from this account's files there are no runs (`StageError`),
    unless `unconfined` says that the code to come is trusted with them."""

    def __init__(self, unconfined: bool = False):
        self._unconfined = unconfined
        self._zygote: subprocess.Popen | None = None
        self._line: socket.socket | None = None
        self._disk = Path()
        self._ready = False  # the zygote has told that it is
        self._alone = False  # the runs have a room of their own, see `room`

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def launch(self, sizes: list[int], actors: int = 1) -> Run:
        """A new run. `sizes`: see `syscalls.program`. `StageError` when this machine cannot
        confine or watch it."""
        self._started()
        folder = Path(tempfile.mkdtemp(prefix="mmap-run-", dir=self._outside(self._disk)))
        scratch = self._disk / folder.name
        job = {
            "scratch": str(scratch),
            "sizes": sizes,
            "file_bytes": 64 << 20,
            "data_bytes": bounds.MEMORY,
            "cpu_seconds": 20,
        }
        lines = [socket.socketpair() for _ in range(actors)]
        outputs = [os.pipe() for _ in range(actors)]
        listeners: list[int] = []
        try:
            fds = [theirs.fileno() for _, theirs in lines] + [end for _, end in outputs]
            socket.send_fds(self._line, [json.dumps(job).encode()], fds)
            for (_, theirs), (_, end) in zip(lines, outputs, strict=True):
                theirs.close()
                os.close(end)
            pids = self._receive()["pids"]
            for (ours, _), (output, _) in zip(lines, outputs, strict=True):
                listeners.append(self._listener(ours, output, pids))
            ends = zip(pids, listeners, [output for output, _ in outputs], strict=True)
            shared_memory = self._outside(SHARED_MEMORY) if self._alone else None
            return Run([Actor(*each) for each in ends], scratch, folder, shared_memory)
        except BaseException:
            for fd in [*listeners, *(output for output, _ in outputs)]:
                os.close(fd)
            self._remove(folder)
            raise
        finally:
            for ours, _ in lines:
                ours.close()

    def finish(self, run: Run) -> list[int]:
        """End the run with everything it started; the wait statuses of its actors."""
        _kill([actor.pid for actor in run.actors])
        for actor in run.actors:
            os.close(actor.listener)
        told = self._receive()
        for actor in run.actors:
            os.close(actor.output)
        if not (self._remove(run.folder) and told["clean"]):
            self.close()  # what cannot be removed goes with the room
        return told["statuses"]

    def close(self) -> None:
        """End the zygote."""
        if self._zygote is not None:
            self._line.close()
            self._zygote.wait()
            self._zygote = None
            self._remove(self._disk)

    def abandon(self) -> None:
        """Be closed by a process that ends now, whatever it was doing: a zygote clears up when
        nobody listens any more, but one that was killed cannot."""
        if self._zygote is not None and self._zygote.poll() is not None:
            self._remove(self._disk)

    def start(self) -> None:
        """Start the zygote, where none runs; it gets ready while this process goes on."""
        if self._zygote is not None and self._zygote.poll() is None:
            return
        self.close()
        if not (confine.landlock_version() or self._unconfined):
            raise StageError(UNCONFINED)
        # Made by the zygote: this process may be killed before it has started one. Resolved: as
        # /proc will name it.
        self._disk = Path(tempfile.gettempdir()).resolve() / f"mmap-stage-{secrets.token_hex(8)}"
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
            [sys.executable, "-P", "-m", "grader.stage.zygote", str(theirs.fileno()), self._disk],
            pass_fds=[theirs.fileno()],
            env=environment,
            process_group=0,  # who kills the judge's whole group leaves it to clear up
            stdin=subprocess.DEVNULL,
            cwd="/",
        )
        theirs.close()
        self._ready = False

    def _started(self) -> None:
        """The zygote is ready when this returns."""
        self.start()
        if not self._ready:
            self._alone = self._receive()["alone"]
            self._ready = True

    def protections(self) -> list[Protection]:
        """What this machine can and cannot keep runs from."""
        self._started()
        mounts = Path(f"/proc/{self._zygote.pid}/mounts").read_text()
        return protections(self._alone, "hidepid=ptraceable" in mounts)

    def _outside(self, path: Path) -> Path:
        """A path of the zygote's mount namespace, as this process reaches it (proc(5))."""
        return Path(f"/proc/{self._zygote.pid}/root") / path.relative_to("/")

    @staticmethod
    def _remove(folder: Path) -> bool:
        with contextlib.suppress(RecursionError):  # it is deeper than Python's stack
            shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    def _receive(self) -> dict:
        try:
            message = self._line.recv(1 << 16)
        except TimeoutError:
            message = b""
        if not message:
            self._zygote.kill()
            self.close()
            raise StageError("the stage's parent process ended or hangs; see its message above")
        return json.loads(message)

    def _listener(self, line: socket.socket, output: int, pids: list[int]) -> int:
        line.settimeout(START_SECONDS)
        try:
            _, fds, _, _ = socket.recv_fds(line, 16, 1)
        except TimeoutError:
            fds = []
        if fds:
            return fds[0]
        _kill(pids)
        self._receive()  # the wait statuses of a run that never began
        reason = b""
        if select.select([output], [], [], 0)[0]:
            reason = os.read(output, 4096)
        raise StageError(
            "this machine cannot watch a run: "
            + (reason.decode(errors="replace").strip() or "no seccomp listener came back")
            + " (Linux 5.5 or newer with seccomp user notification and libseccomp 2.5 are needed)"
        )


def _kill(groups: list[int]) -> None:
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
