"""Try the hub on this machine: two students and an instructor, on loopback, with no account made.

One password for all, printed at the start, and every server runs as the account that started
this: for a look, never for a class. Everything lies in build/hub/; deleting that begins anew.
"""

import getpass
import os
import secrets
import socket
import sys
from pathlib import Path

from lay_out import lay_out

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "hub"
PORTS = {"port": 8000, "hub_port": 8081, "proxy_port": 8001, "formgrader_port": 9999}
HUB = """\
students = ["ada", "ben"]
instructors = ["ines"]
grader = "{grader}"
trial = true
password = "{password}"
{ports}
"""
# Everybody has one account of the machine here: a student is whom the hub names, not who owns the
# files.
PERSON = """\
import os
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""
COLLECTS = "c.ExchangeCollect.check_owner = False\n"


def free_port(wanted: int) -> int:
    """`wanted`, or any other where something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def lay_out_trial(site: Path, password: str, ports: dict[str, int]) -> None:
    grader = getpass.getuser()
    site.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{name} = {port}" for name, port in ports.items())
    (site / "hub.toml").write_text(HUB.format(grader=grader, password=password, ports=lines))
    lay_out(site, grader)
    for role, text in (("student", PERSON), ("instructor", PERSON), ("grader", COLLECTS)):
        (site / "config" / role / "nbgrader_config.py").write_text(text)


def main() -> None:
    if os.geteuid() == 0:
        sys.exit("trial: Jupyter does not run as root. Use an ordinary account.")
    proxy = ROOT / "hub" / "node_modules" / ".bin"
    if not proxy.exists():
        sys.exit("trial: the hub's proxy is missing: npm install --prefix hub")
    password = secrets.token_hex(4)
    ports = {name: free_port(wanted) for name, wanted in PORTS.items()}
    lay_out_trial(SITE, password, ports)
    address = f"http://127.0.0.1:{ports['port']}"
    print(f"trial: {address} as ada, ben (students) or ines, password {password}")
    print(f"trial: formgrader at {address}/services/mmap/formgrader for ines; Ctrl-C ends it")
    sys.stdout.flush()
    path = os.pathsep.join([str(proxy), os.environ["PATH"]])
    command = [sys.executable, "-m", "jupyterhub", f"--config={ROOT}/hub/jupyterhub_config.py"]
    os.chdir(SITE / "hub")
    os.execve(command[0], command, os.environ | {"MMAP_SITE": str(SITE), "PATH": path})


if __name__ == "__main__":
    main()
