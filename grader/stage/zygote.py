"""The warm parent: Python with NumPy imported and nothing else, which forks a child for each run.

Run as `python -m grader.stage.zygote FD DISK`; FD is a SOCK_SEQPACKET socket to the judge, DISK
the folder to make, in which the judge makes those of the runs. For each job that comes in with two
descriptors for each actor (its line to the judge, its output) it forks the actors, waits for them,
ends whatever they left, and answers with their wait statuses.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path

from grader.stage import actor, confine, room, syscalls

WARM = (
    "mmap", "ctypes.util", "struct", "fcntl", "tempfile", "threading", "pickle", "random", "time",
    "subprocess", "selectors", "concurrent.futures.process", "multiprocessing.pool",
    "multiprocessing.queues", "multiprocessing.synchronize", "multiprocessing.sharedctypes",
    "multiprocessing.shared_memory", "multiprocessing.heap", "multiprocessing.popen_fork",
    "multiprocessing.connection", "cloudpickle",
)  # fmt: skip
ACTORS = 16  # of one run, at most


def main() -> None:
    for name in WARM:
        importlib.import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the judge's to handle
    ctypes.CDLL(None).prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    disk = Path(sys.argv[2])
    try:
        disk.mkdir(0o700)
    except OSError as error:
        sys.exit(f"cannot make {disk}: {error.strerror}")
    alone = room.move_in(disk)
    confine.readable_trees()  # found once, not by each run
    with contextlib.suppress(OSError):  # without seccomp, a run will say so
        syscalls.common()
    judge = socket.socket(fileno=int(sys.argv[1]))
    # A run collects garbage after each call. What was imported here is none, and a collection
    # that looked at it would write to, and so copy, every page it shares with us.
    gc.collect()
    gc.freeze()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        judge.send(json.dumps({"alone": alone}).encode())
        _serve(judge, alone)
    if alone:
        room.move_out(disk)
    shutil.rmtree(disk, ignore_errors=True)  # a judge that was killed cannot


def _serve(judge: socket.socket, alone: bool) -> None:
    while True:
        message, fds, _, _ = socket.recv_fds(judge, 1 << 16, 2 * ACTORS)
        if not message:
            return
        statuses = _run(judge, json.loads(message), fds)
        clean = not alone or room.clear()
        judge.send(json.dumps({"statuses": statuses, "clean": clean}).encode())


def _run(judge: socket.socket, job: dict, fds: list[int]) -> list[int]:
    half = len(fds) // 2
    pids = []
    for line, output in zip(fds[:half], fds[half:], strict=True):
        pid = os.fork()
        if pid == 0:
            judge.close()
            _act(job, line, output)
        pids.append(pid)
    for fd in fds:
        os.close(fd)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # as we shall see next
        judge.send(json.dumps({"pids": pids}).encode())
    _await(judge, pids)
    statuses = [os.waitpid(pid, 0)[1] for pid in pids]
    _end_groups(pids)
    return statuses


def _await(judge: socket.socket, pids: list[int]) -> None:
    """Return when the actors have ended. A judge that was killed cannot end them: we do it."""
    poller = select.poll()
    poller.register(judge, 0)  # its hang-up only
    deaths = {os.pidfd_open(pid) for pid in pids}
    for death in deaths:
        poller.register(death, select.POLLIN)
    while deaths:
        for fd, _ in poller.poll():
            poller.unregister(fd)
            if fd in deaths:
                deaths.remove(fd)
                os.close(fd)
            else:
                for pid in pids:
                    os.kill(pid, signal.SIGKILL)


def _act(job: dict, line: int, output: int) -> None:
    try:
        actor.play(job, socket.socket(fileno=line), output)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(2, f"the stage broke: {error!r}\n".encode())
    finally:
        os._exit(actor.STRAYED + 1)


def _end_groups(groups: list[int]) -> None:
    """End every process of the run and reap it: an actor's processes cannot leave its group
    (setsid and setpgid are refused), and as subreaper this process becomes the parent of its
    orphans."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main()
