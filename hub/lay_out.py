"""Lay out the folder that a hub serves the course from: ``lay_out.py FOLDER GRADER``.

    config/    Jupyter's settings, one folder for each role
    lessons/   what every account gets a copy of
    grader/    home of the account GRADER: the course directory with its solutions and gradebook
    exchange/  nbgrader's: assignments out, submissions in
    hub/       the hub's database and secrets
    start.py   starts one account's server
    hub.toml   who takes part; written once, then yours

Run again, it brings settings, lessons and new assignments up to date and leaves the rest alone.
"""

import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROLES = {
    "student": {"assignment-list", "validate-assignment"},
    "instructor": {"assignment-list", "validate-assignment", "course-list"},
    "grader": {"create-assignment", "formgrader", "validate-assignment"},
}
EXTENSIONS = set().union(*ROLES.values())
# nbgrader has no part of its server for this one.
LAB_ONLY = {"create-assignment"}
NBGRADER = """\
from nbgrader.auth import JupyterHubAuthPlugin

c = get_config()
c.Authenticator.plugin_class = JupyterHubAuthPlugin
c.Exchange.root = {exchange!r}
# A fetched assignment lies in mmap/, beside those of other courses.
c.Exchange.path_includes_course = True
c.ExchangeFactory.collect = "grader.exchange.Collect"
"""
HUB = """\
# Who takes part: accounts of this machine. Restart the hub after a change.
students = []
instructors = []

# Where it listens. Any address but loopback needs TLS: certificate = "/path", key = "/path"
address = "127.0.0.1"
port = 8000

# The account that grades. Nobody logs in as it.
grader = "{grader}"
"""


def write_role(folder: Path, extensions: set[str]) -> None:
    """Settings in `folder` that leave an account with these of nbgrader's extensions."""
    off = EXTENSIONS - extensions
    lab = {f"@jupyter/nbgrader:{name}": True for name in off}
    lab["@jupyterlab/apputils-extension:announcements"] = True
    server = {
        f"nbgrader.server_extensions.{name.replace('-', '_')}": False for name in off - LAB_ONLY
    }
    if "formgrader" in extensions:
        server["grader.formgrader"] = True  # its autograde button, off the server's own thread
    (folder / "labconfig").mkdir(parents=True, exist_ok=True)
    page = folder / "labconfig" / "page_config.json"
    page.write_text(json.dumps({"disabledExtensions": lab}, indent=2))
    settings = folder / "jupyter_server_config.json"
    settings.write_text(json.dumps({"ServerApp": {"jpserver_extensions": server}}, indent=2))


def add_assignments(source: Path, course: Path) -> None:
    """Add what the course directory lacks: an instructor's changes stay."""
    for path in source.rglob("*"):
        target = course / path.relative_to(source)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def lay_out(site: Path, grader: str) -> None:
    for role, extensions in ROLES.items():
        write_role(site / "config" / role, extensions)
    config = NBGRADER.format(exchange=str(site / "exchange"))
    (site / "config" / "nbgrader_config.py").write_text(config)
    for folder, pattern in (("notebooks", "*.ipynb"), ("images", "*.svg")):
        (site / "lessons" / folder).mkdir(parents=True, exist_ok=True)
        for path in (ROOT / folder).glob(pattern):
            shutil.copyfile(path, site / "lessons" / folder / path.name)
    course = site / "grader" / "course"
    course.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "exercises" / "nbgrader_config.py", course / "nbgrader_config.py")
    add_assignments(ROOT / "exercises" / "source", course / "source")
    for name in ("start.py", "class_roles.py", "jupyterhub_config.py"):
        shutil.copyfile(ROOT / "hub" / name, site / name)
    # nbgrader asks that every student may write to its exchange; sticky, so that nobody can put
    # something else in the course's place there.
    for folder, mode in (("exchange", 0o1777), ("grader", 0o700), ("hub", 0o700)):
        (site / folder).mkdir(exist_ok=True)
        (site / folder).chmod(mode)
    if not (site / "hub.toml").exists():
        (site / "hub.toml").write_text(HUB.format(grader=grader))


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]).resolve(), sys.argv[2])
