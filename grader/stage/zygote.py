"""The warm parent: Python with NumPy imported and nothing else, which forks a child for each run.

Run as `python -m grader.stage.zygote FD`; FD is a SOCK_SEQPACKET socket to the judge. For each
job that comes in with the run's two descriptors it forks a run, waits for it, ends whatever the
run left, and answers with the wait status.
"""

import contextlib
import ctypes
import importlib
import json
import os
import signal
import socket
import sys

from grader.stage import actor

WARM = (
    "mmap", "ctypes.util", "struct", "fcntl", "tempfile", "threading", "pickle", "random", "time",
    "subprocess", "selectors", "concurrent.futures.process", "multiprocessing.pool",
    "multiprocessing.queues", "multiprocessing.synchronize", "multiprocessing.sharedctypes",
    "multiprocessing.shared_memory", "multiprocessing.heap", "multiprocessing.popen_fork",
    "multiprocessing.connection", "cloudpickle",
)  # fmt: skip
PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    for name in WARM:
        importlib.import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the judge's to handle
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    judge = socket.socket(fileno=int(sys.argv[1]))
    while True:
        message, fds, _, _ = socket.recv_fds(judge, 1 << 16, 2)
        if not message:
            return
        status = _run(judge, json.loads(message), fds)
        judge.send(json.dumps({"status": status}).encode())


def _run(judge: socket.socket, job: dict, fds: list[int]) -> int:
    line, output = fds
    pid = os.fork()
    if pid == 0:
        judge.close()
        _act(job, line, output)
    os.close(line)
    os.close(output)
    judge.send(json.dumps({"pid": pid}).encode())
    _, status = os.waitpid(pid, 0)
    _end_group(pid)
    return status


def _act(job: dict, line: int, output: int) -> None:
    try:
        actor.play(job, socket.socket(fileno=line), output)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(2, f"the stage broke: {error!r}\n".encode())
    finally:
        os._exit(actor.STRAYED + 1)


def _end_group(group: int) -> None:
    """End every process of the run and reap it: the run cannot leave its group (setsid and
    setpgid are refused), and as subreaper this process becomes the parent of its orphans."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main()
