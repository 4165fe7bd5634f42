"""Try the hub on this machine: two students and an instructor, on loopback, with no account made.

One password for all, printed at the start, and every server runs as the account that started
this: for a look, never for a class. Everything lies in build/hub/; deleting that begins anew.
"""

import getpass
import os
import secrets
import sys
from pathlib import Path

from lay_out import lay_out

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "hub"
PORT = 8000
HUB = """\
students = ["ada", "ben"]
instructors = ["ines"]
port = {port}
grader = "{grader}"
trial = true
password = "{password}"
"""
# Everybody has one account of the machine here, so nbgrader takes the hub's name for the student's.
STUDENT_IDS = """\
import os
c.CourseDirectory.student_id = os.environ.get("JUPYTERHUB_USER", "*")
c.ExchangeCollect.check_owner = False
"""


def main() -> None:
    if os.geteuid() == 0:
        sys.exit("trial: Jupyter does not run as root. Use an ordinary account.")
    proxy = ROOT / "hub" / "node_modules" / ".bin"
    if not proxy.exists():
        sys.exit("trial: the hub's proxy is missing: npm install --prefix hub")
    SITE.mkdir(parents=True, exist_ok=True)
    password = secrets.token_hex(4)
    grader = getpass.getuser()
    (SITE / "hub.toml").write_text(HUB.format(port=PORT, grader=grader, password=password))
    lay_out(SITE, grader)
    for role in ("student", "instructor"):
        (SITE / "config" / role / "nbgrader_config.py").write_text(STUDENT_IDS)
    print(f"trial: http://127.0.0.1:{PORT} as ada, ben (students) or ines, password {password}")
    print(f"trial: formgrader at http://127.0.0.1:{PORT}/services/mmap/formgrader for ines")
    sys.stdout.flush()
    path = os.pathsep.join([str(proxy), os.environ["PATH"]])
    command = [sys.executable, "-m", "jupyterhub", f"--config={ROOT}/hub/jupyterhub_config.py"]
    os.chdir(SITE / "hub")
    os.execve(command[0], command, os.environ | {"MMAP_SITE": str(SITE), "PATH": path})


if __name__ == "__main__":
    main()
