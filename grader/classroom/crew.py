"""Who does the work: processes on this machine, or a Dask cluster, both as executors."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor

from grader.classroom.course import CourseError
from grader.classroom.worker import Job, begin, prepare, work


class Processes:
    """Workers on this machine. One that is killed breaks the pool; `renew` makes another."""

    def __init__(self, count: int, unconfined: bool = False):
        self.count = count
        self._pool = self._start()
        self._submit(prepare, unconfined)  # one of them: there may be only one submission

    def submit(self, job: Job) -> Future:
        try:
            return self._submit(work, job)
        except BrokenExecutor:
            self.renew()
            return self._submit(work, job)

    def _submit(self, task: Callable, argument) -> Future:
        # What this may fork is not to hear of Ctrl-C before it has begun.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.submit(task, argument)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def renew(self) -> None:
        self._pool.shutdown()
        self._pool = self._start()

    def close(self) -> None:
        for process in multiprocessing.active_children():
            process.terminate()
        # Its thread has ended when this returns; Python's own end would trip over it.
        self._pool.shutdown(cancel_futures=True)

    def _start(self) -> Executor:
        # Forked: the workers share what this process has imported, which is little on purpose.
        return ProcessPoolExecutor(
            self.count, multiprocessing.get_context("fork"), begin, (os.getpid(),)
        )


class Cluster:
    """Workers of a Dask cluster. Its scheduler gives a lost worker's submissions to another."""

    def __init__(self, address: str):
        try:
            from distributed import Client  # noqa: PLC0415 (an extra)
        except ModuleNotFoundError as error:
            raise CourseError(
                "--scheduler needs Dask: pip install 'mmap-course[cluster]'"
            ) from error
        try:
            self._client = Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise CourseError(f"no Dask scheduler answers at {address}: {error}") from error
        self.count = sum(self._client.nthreads().values()) or 1
        self._executor = self._client.get_executor(pure=False)

    def submit(self, job: Job) -> Future:
        return self._executor.submit(work, job)

    def renew(self) -> None:
        pass

    def close(self) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()
