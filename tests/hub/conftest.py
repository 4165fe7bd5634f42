"""A hub installed as README says, with accounts of its own; needs root, npm and Chromium.

`MMAP_SITE` names an installation to use in the place of a fresh one.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import pytest
import requests
from accounts import CLASS, GRADER, INSTRUCTOR, STUDENTS

ROOT = Path(__file__).parents[2]
NEEDED = ("npm", "chromium", "openssl", "useradd", "chpasswd")


def pytest_collection_modifyitems(items):
    lacks = [name for name in NEEDED if not shutil.which(name)]
    why = "needs root, to make accounts" if os.geteuid() else f"needs {', '.join(lacks)}"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("hub")
            item.add_marker("slow")
            if os.geteuid() or lacks:
                item.add_marker(pytest.mark.skip(reason=why))


class Hub:
    """An installed hub: `start`, `kill`, and the accounts' passwords."""

    def __init__(self, site: Path) -> None:
        self.site, self.process = site, None
        self.passwords = {name: secrets.token_hex(8) for name in [*STUDENTS, *CLASS, INSTRUCTOR]}
        self.ports = _free_ports(4)
        self.root = f"https://127.0.0.1:{self.ports[0]}"
        self.certificate, self.key = site / "hub" / "certificate.pem", site / "hub" / "key.pem"

    def configure(self) -> None:
        made = ["-out", self.certificate, "-keyout", self.key, "-newkey", "rsa:2048", "-noenc"]
        host = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run(["openssl", "req", "-x509", *made, *host], check=True, capture_output=True)
        names = ("port", "hub_port", "proxy_port", "formgrader_port")
        ports = "\n".join(f"{name} = {port}" for name, port in zip(names, self.ports, strict=True))
        (self.site / "hub.toml").write_text(
            f"students = {STUDENTS + CLASS}\ninstructors = {[INSTRUCTOR]}\n"
            f'address = "127.0.0.1"\ngrader = "{GRADER}"\n{ports}\n'
            f'certificate = "{self.certificate}"\nkey = "{self.key}"\n'
        )

    def start(self) -> None:
        command = [self.site / "venv/bin/jupyterhub", f"--config={self.site}/jupyterhub_config.py"]
        with (self.site / "hub" / "log").open("a") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.site / "hub",
                env={"PATH": os.environ["PATH"], "MMAP_SITE": str(self.site)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + 180
        # Its proxy and the formgrader may answer before the hub itself does.
        while not self._is_healthy() or not _answers(self.ports[3]):
            assert self.process.poll() is None and time.monotonic() < until, self.log()
            time.sleep(0.5)

    def kill(self) -> None:
        """As a crash would: neither the hub nor its proxy can do anything about it."""
        for process in [*psutil.Process(self.process.pid).children(), self.process]:
            # The formgrader and the servers belong to others and go on.
            if psutil.Process(process.pid).uids().real == 0:
                process.kill()
        self.process.wait()

    def _is_healthy(self) -> bool:
        with contextlib.suppress(requests.ConnectionError):
            return requests.get(f"{self.root}/hub/health", timeout=10, verify=self.certificate).ok
        return False

    def log(self) -> str:
        return (self.site / "hub" / "log").read_text()[-3000:]


@pytest.fixture(scope="session")
def hub():
    if named := os.environ.get("MMAP_SITE"):
        with _accounts(), _running(Path(named)) as hub:
            yield hub
        return
    with tempfile.TemporaryDirectory(prefix="mmap-hub-") as folder:
        site = Path(folder)
        site.chmod(0o755)
        # Make hands down the Python of the tests, which may be where no other account can run it.
        system = {name: value for name, value in os.environ.items() if name != "PYTHON"}
        try:
            subprocess.run([ROOT / "hub" / "install", site, GRADER], env=system, check=True)
            with _accounts(), _running(site) as hub:
                yield hub
        finally:
            _remove_accounts([GRADER])


@contextlib.contextmanager
def _running(site: Path):
    hub = Hub(site)
    for name, password in hub.passwords.items():
        said = f"{name}:{password}\n"
        subprocess.run(["chpasswd"], input=said, text=True, check=True)
    hub.configure()
    hub.start()
    try:
        yield hub
    finally:
        hub.kill()
        _end_processes([GRADER])
        print(hub.log())  # shown where a test failed


@contextlib.contextmanager
def _accounts():
    """The class's accounts, without any process left when it is over."""
    names = [*STUDENTS, *CLASS, INSTRUCTOR]
    homes = Path(tempfile.mkdtemp(prefix="mmap-homes-"))
    homes.chmod(0o755)
    try:
        for name in names:
            subprocess.run(
                ["useradd", "--create-home", "--home-dir", homes / name, name], check=True
            )
            (homes / name).chmod(0o700)
        yield
    finally:
        _remove_accounts(names)
        shutil.rmtree(homes, ignore_errors=True)


def _remove_accounts(names: list[str]) -> None:
    _end_processes(names)
    for name in names:
        # Forced: what is dead and not yet buried counts as a process of theirs.
        subprocess.run(["userdel", "--force", name], check=False, capture_output=True)


def _end_processes(names: list[str]) -> None:
    while theirs := _living(names):
        for process in theirs:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        time.sleep(0.1)


def _living(names: list[str]) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["username", "status"])
        if process.info["username"] in names and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
