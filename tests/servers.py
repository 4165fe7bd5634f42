"""Servers for tests, on free ports of loopback."""

import contextlib
import json
import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

# Last on the command line.
ARGUMENTS = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list, log: Path, **options):
    """A Jupyter server: the address and the token that it prints; `options` are Popen's."""
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command, *ARGUMENTS],
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            **options,
        )
    try:
        yield _told(server, log)
    finally:
        server.terminate()
        server.wait(timeout=60)


def lab_page(address: str) -> dict:
    """The settings that JupyterLab writes into its page."""
    with urllib.request.urlopen(address, timeout=60) as reply:
        html = reply.read().decode()
    return json.loads(
        re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', html, re.S)[1]
    )


def _told(server: subprocess.Popen, log: Path) -> tuple[str, str]:
    for _ in range(1200):
        if found := re.search(r"(http://127\.0\.0\.1:\S+)\?token=(\w+)", log.read_text()):
            return found[1], found[2]
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    pytest.fail(f"the server gave no address:\n{log.read_text()}")
