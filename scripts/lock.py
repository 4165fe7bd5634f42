"""Write constraints.txt: one version of every package that a server of the course installs.

The versions are those that pip chooses for the oldest Python that the course supports, so that the
newer ones can have them too; `hub/install` and the image install exactly these.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "constraints.txt"
EXTRAS = ("lab", "hub", "cluster", "postgres")
HEADER = """\
# One version of every package that a server of the course installs; `make lock` writes this anew.
"""


def chosen(extras: tuple[str, ...], python: str) -> dict[str, str]:
    """Package and version, as pip resolves the course with these extras."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--only-binary=:all:", f"--python-version={python}"]
        command += [f"--target={folder}", f"--report={report}", f"{ROOT}[{','.join(extras)}]"]
        subprocess.run(command, check=True)
        packages = [entry["metadata"] for entry in json.loads(report.read_text())["install"]]
    return {package["name"]: package["version"] for package in packages}


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    oldest = re.search(r">=([\d.]+)", project["requires-python"])[1]
    versions = chosen(EXTRAS, oldest)
    del versions[project["name"]]
    lines = [f"{name}=={versions[name]}\n" for name in sorted(versions, key=str.lower)]
    TARGET.write_text(HEADER + "".join(lines))
    print(f"lock: {len(lines)} packages in {TARGET.name}, for Python {oldest} and newer")


if __name__ == "__main__":
    main()
