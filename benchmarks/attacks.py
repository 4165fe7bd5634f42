"""Let every attack of the tests' corpus loose on nbgrader and on this grader, and count.

Each attack is graded in a sandbox of its own (bubblewrap: no network, no other processes, nothing
to write to but a small disk), together with an honest student who comes after it, by `nbgrader
autograde` with plain asserts and by `python -m grader autograde`. It has succeeded when one of
these came out:

    points     the attack got points, which it does not deserve
    others     the honest student lost points, or was not graded
    reach      it says that it got where it wanted to (it prints SUCCEEDED, or has the command
               print what a terminal takes for a new title)
    left       processes or files of it are there when the command has ended
    machine    the command did not end in time, or took more memory or processes than a class may

The sandbox keeps some attacks from their aim before a grader could (there is no network, and no
root), and its account cannot hide the command lines of other processes from a run, as root can.

    python benchmarks/attacks.py                     all but a fork bomb: an hour
    python benchmarks/attacks.py --every 10          each tenth attack
    python benchmarks/attacks.py 'exhaust-*'         those of a group, or some by their names
"""

import contextlib
import copy
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import click
import psutil
from grading import ASSIGNMENT, ENVIRONMENT, NOTEBOOK, ROOT, Bench

sys.path[:0] = [str(ROOT / "tests/grader"), str(ROOT / "tests/classroom")]

import corpus  # noqa: E402 (the paths above)
from rows import scores  # noqa: E402

SECONDS = 60  # for a command; one that nobody disturbs takes about six
MEMORY = 2 << 30  # bytes, of all processes together
PROCESSES = 200
DISK = 256 << 20  # bytes
SPARED = ("exhaust-fork_bomb",)  # nothing here would stop its growth before the machine feels it
MOST = 10.0  # points of the assignment
TITLE = "\x1b]0;"  # what a terminal takes for the beginning of a new title
SETTLE = 5  # s in which a process may end by itself when the command has ended

GROUPS = (*corpus.GROUPS, "broken")
HONEST = "zoe"  # comes last
MARKS = ("hoard", "left-for", "escaped", "big", "file")  # how attacks name what they leave
COURSE, HOME, TOLD = (Path("/tmp", name) for name in ("class", "home", "told"))  # in the sandbox
SHARED = [Path(folder) for folder in ("/dev/shm", "/tmp", "/var/tmp")]
COMMANDS = {
    "nbgrader": [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT],
    "this grader": [sys.executable, "-m", "grader", "autograde", ASSIGNMENT],
}


# --- attacks ------------------------------------------------------------------------------------


def attacks() -> dict[str, Callable[[dict, Path], bytes | dict | None]]:
    """What each hands in, by `group-name`: gets the solved notebook and the student's folder."""

    def by_code(text: str):
        answer = {function(text).replace("_", "-"): text}
        return lambda notebook, _folder: with_answers(notebook, answer)

    def by_breaking(way: corpus.Broken):
        return lambda notebook, folder: way(with_answers(notebook, {}), folder)

    broken = {f"broken-{way.__name__}": by_breaking(way) for way in (*corpus.MENDED, *corpus.LOST)}
    return {name: by_code(text) for name, text in corpus.code().items()} | broken


def with_answers(notebook: dict, answers: dict[str, str]) -> dict:
    """The notebook with these answers, and no other."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution"):
            cell["source"] = answers.get(marks["grade_id"], "")
    return notebook


def function(text: str) -> str:
    return "count_together" if "def count_together" in text else "anonymous_child"


# --- the sandbox from outside -------------------------------------------------------------------


def let_loose(attack: str, grader: str, course: Path) -> list[str]:
    """Grade an attack in a sandbox: what of it succeeded."""
    disk = ("--size", str(DISK), "--tmpfs")
    sandbox = [
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--uid", "1000", "--gid", "1000", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev",
        *disk, "/dev/shm", *disk, "/var/tmp", *disk, "/tmp", "--ro-bind", str(course), "/tmp/given",
        "--setenv", "HOME", str(HOME), "--setenv", "CANARY_TOKEN", "CANARY", "--chdir", "/",
    ]  # fmt: skip
    process = subprocess.Popen(
        [*sandbox, sys.executable, __file__, "--inside", attack, grader],
        env=ENVIRONMENT, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        if not watch(process):
            return ["machine"]
        told = process.communicate()[0].splitlines()
    finally:
        process.kill()  # and with it everything in the sandbox
        process.wait()
    if process.returncode == 1:
        raise click.ClickException(f"the sandbox does not work for {attack}")
    return json.loads(told[-1]) if told else ["others"]  # it has killed who would tell


def watch(process: subprocess.Popen) -> bool:
    """Whether it ended within its bounds."""
    sandbox, deadline = psutil.Process(process.pid), time.monotonic() + SECONDS
    free = psutil.virtual_memory().available
    while process.poll() is None:
        sizes = []
        with contextlib.suppress(psutil.NoSuchProcess):
            for child in sandbox.children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    memory = child.memory_info()
                    if memory.rss:  # it has not ended
                        sizes.append(memory.rss - memory.shared)
        # What belongs to no process (memfds, the buffers of sockets) is missing on the machine.
        hidden = free - psutil.virtual_memory().available > 2 * MEMORY
        if len(sizes) > PROCESSES or sum(sizes) > MEMORY or hidden or time.monotonic() > deadline:
            return False
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    return True


# --- the sandbox from inside --------------------------------------------------------------------


def inside(attack: str, grader: str) -> list[str]:
    """Hand the attack in, grade the class, and see what came of it."""
    HOME.mkdir()
    shutil.copytree("/tmp/given", COURSE)
    solved = json.loads(path_of(HONEST).read_text())
    folder = path_of(attack).parent
    folder.mkdir(parents=True)
    corpus.hand_in(folder, attacks()[attack](solved, folder))
    with open(TOLD, "wb") as told:  # not a pipe, which what is left behind would hold open
        quiet = {"stdout": told, "stderr": subprocess.DEVNULL}
        subprocess.run(COMMANDS[grader], cwd=COURSE, check=False, **quiet)
    points = scores(f"sqlite:///{COURSE}/gradebook.db")
    told = TOLD.read_text(errors="replace")
    said = [told, printed(attack)]
    if grader == "this grader":
        said.append(played(attack))
    came = {
        "points": points.get(attack, 0) > 0,
        "others": points.get(HONEST, 0) < MOST,
        "reach": TITLE in told or any("SUCCEEDED" in text for text in said),
        "left": processes_left() or files_left(),
    }
    return [name for name, so in came.items() if so]


def path_of(student: str, step: str = "submitted") -> Path:
    return COURSE / step / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"


def printed(attack: str) -> str:
    """The outputs of the graded notebook: what the code printed, not its text."""
    path = path_of(attack, "autograded")
    if not path.exists():
        return ""
    return json.dumps([cell.get("outputs") for cell in json.loads(path.read_text())["cells"]])


def played(attack: str) -> str:
    """What the code printed, of which this grader keeps nothing: it is judged once more."""
    from grader.judge import judge  # noqa: PLC0415
    from grader.stage import Stage  # noqa: PLC0415
    from grader.submission import Submission  # noqa: PLC0415

    if (text := corpus.code().get(attack)) is None:
        return ""
    with Stage() as stage:
        report = judge(stage, Submission(cells=((1, text),)), function(text))
    return report.seen.output if report.seen else ""


def processes_left() -> bool:
    """Whether there are others than bubblewrap's and this one, even after a while."""
    deadline = time.monotonic() + SETTLE
    while len(psutil.pids()) > 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    return len(psutil.pids()) > 2


def files_left() -> bool:
    return any(path.name.startswith(MARKS) for folder in SHARED for path in folder.iterdir())


# --- the whole ----------------------------------------------------------------------------------


def prepare(bench: Bench, grader: str) -> Path:
    """The course for a grader, with the honest student."""
    ours = grader == "this grader"
    notebook = bench.notebook if ours else bench.plain
    config = (ROOT / "exercises/nbgrader_config.py").read_text() if ours else "c = get_config()"
    course = bench.course(grader.replace(" ", "-"), notebook, config, 0)
    path = course / "submitted" / HONEST / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook))
    return course


@click.command()
@click.argument("patterns", nargs=-1)
@click.option("--every", default=1, show_default=True, help="Only each so manieth attack.")
@click.option("--inside", "one", nargs=2, hidden=True)
def main(patterns: tuple[str, ...], every: int, one: tuple[str, str] | None) -> None:
    """Count which attacks, of all or of those named GROUP-NAME (with * and ?), succeed against
    which grader."""
    if one:
        click.echo(json.dumps(inside(*one)))
        return
    if not shutil.which("bwrap"):
        raise click.ClickException("needs bubblewrap (Debian's package of this name)")
    named = [n for n in attacks() if any(fnmatch(n, each) for each in patterns or ("*",))]
    names = [name for name in named[::every] if name not in SPARED]
    if not names:
        raise click.UsageError("no attack has such a name; see tests/attacks")
    succeeded: dict[str, Counter] = {grader: Counter() for grader in COMMANDS}
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        bench = Bench(Path(folder))
        courses = {grader: prepare(bench, grader) for grader in COMMANDS}
        for name in names:
            for grader, course in courses.items():
                came = let_loose(name, grader, course)
                succeeded[grader][name.partition("-")[0]] += bool(came)
                click.echo(f"  {name}, {grader}: {', '.join(came) or 'nothing'}", err=True)
    tried = Counter(name.partition("-")[0] for name in names)
    click.echo("| attacks | tried | " + " | ".join(f"succeed against {g}" for g in COMMANDS) + " |")
    click.echo("|---" * (2 + len(COMMANDS)) + "|")
    for group in (group for group in GROUPS if tried[group]):
        row = [group, tried[group], *(succeeded[grader][group] for grader in COMMANDS)]
        click.echo(f"| {' | '.join(map(str, row))} |")


if __name__ == "__main__":
    main()
