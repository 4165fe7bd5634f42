"""A database server that tests and benchmarks start for themselves."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rows import rows
from servers import free_port


def postgres_programs() -> Path:
    """The folder of PostgreSQL's programs; `LookupError` where a server cannot be started."""
    found = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    initdb = shutil.which("initdb") or (found[-1] if found else None)
    if initdb is None:
        raise LookupError("no PostgreSQL server on this machine (Debian's package `postgresql`)")
    try:
        pwd.getpwnam("postgres")
    except KeyError as error:
        if os.geteuid() == 0:
            text = "PostgreSQL does not run as root, and there is no account `postgres`"
            raise LookupError(text) from error
    return Path(initdb).parent


@contextmanager
def postgres() -> Iterator[str]:
    """A server in a folder of its own, on loopback, ended afterwards: its URL."""
    programs, account = postgres_programs(), {}
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        if os.geteuid() == 0:  # the server refuses to run as root
            entry = pwd.getpwnam("postgres")
            account = {"user": entry.pw_uid, "group": entry.pw_gid}
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        data = f"{folder}/data"
        quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        make = [programs / "initdb", "-D", data, "-U", "grader", "--auth=trust", "--no-sync"]
        subprocess.run(make, check=True, **quiet, **account)
        port = free_port()
        options = ["-k", folder, "-h", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen([programs / "postgres", "-D", data, *options], **quiet, **account)
        url = f"postgresql+psycopg://grader@127.0.0.1:{port}/postgres"
        try:
            deadline = time.monotonic() + 60
            while not _answers(url):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown; SIGTERM would wait for clients
            server.wait(60)


def _answers(url: str) -> bool:
    try:
        rows(url)
    except Exception as error:
        return "does not exist" in str(error)  # it is up, and has no tables yet
    return True
