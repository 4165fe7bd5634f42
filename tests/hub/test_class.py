"""A class on the hub: the whole round, closed doors, and thirty students through a crash."""

import json
import pwd
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import nbformat
import psutil
import pytest
import requests
import sample_class
from accounts import CLASS, GRADER, INSTRUCTOR, PATIENCE, STUDENTS, Account
from urllib3.exceptions import ProtocolError

ASSIGNMENT, NOTEBOOK = "4-anonymous", "anonymous"
FULL = 10
LIMIT = 100_000  # milliseconds, for a step in the browser
ADA, BEN = STUDENTS
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"


def account(hub, name: str) -> Account:
    return Account(hub.root, hub.certificate, name, hub.passwords[name])


def solution(kind: str, number: int, function: str) -> str:
    return sample_class.corpus_file(function, kind, number).read_text()


def solve(person: Account, choose, *added: nbformat.NotebookNode) -> None:
    """Fill the fetched assignment with the texts that `choose(function)` gives, and add cells."""
    path = f"mmap/{ASSIGNMENT}/{NOTEBOOK}.ipynb"
    fetched = person.get(f"/user/{person.name}/api/contents/{path}").json()["content"]
    notebook = sample_class.solved(nbformat.from_dict(fetched), choose)
    notebook.cells += added
    person.save(path, notebook)


def as_account(name: str, *command) -> subprocess.CompletedProcess:
    """Run a command as an account of the machine: what its terminal on the hub could do."""
    command = ["runuser", "-u", name, "--", *map(str, command)]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


# --- one round in the browser -------------------------------------------------------------------


def log_in(page, hub, name: str, then: str) -> None:
    page.goto(f"{hub.root}/hub/login?next={then}")
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill(hub.passwords[name])
    page.locator("#login_submit").click()


def shot(page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def press(page, row: str, icon: str) -> None:
    """Click an icon of the formgrader's table and close the success that it tells."""
    page.locator("tr", has_text=row).locator(f".glyphicon-{icon}").click()
    told = page.locator(".modal.in")
    told.get_by_text("Success").first.wait_for(timeout=LIMIT)
    told.get_by_role("button", name="Close").last.click()
    page.locator(".modal-backdrop").wait_for(state="detached")  # gone, not fading


@pytest.fixture(scope="module")
def released(hub, chromium):
    """The instructor's formgrader, after generating and releasing the assignment in it."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, ignore_https_errors=True
    )
    page = context.new_page()
    page.set_default_timeout(LIMIT)
    log_in(page, hub, INSTRUCTOR, "/services/mmap/formgrader")
    press(page, ASSIGNMENT, "education")
    press(page, ASSIGNMENT, "cloud-upload")
    page.get_by_text("released").first.wait_for()
    shot(page, "formgrader-released")
    yield page
    context.close()


@pytest.fixture(scope="module")
def ben(hub, released):
    """A student over HTTP whose solution is wrong."""
    ben = account(hub, BEN)
    ben.log_in()
    ben.start_server()
    return ben


def test_round(hub, released, ben, page, findings):
    # A student in the browser.
    log_in(page, hub, ADA, "/hub/spawn")
    page.get_by_role("heading", name="Start here").wait_for(timeout=LIMIT)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=LIMIT)
    shot(page, "student-lab")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    page.get_by_role("button", name="Fetch", exact=True).first.click()
    page.get_by_role("button", name="Submit", exact=True).wait_for(timeout=LIMIT)
    shot(page, "student-fetched")

    ada = account(hub, ADA)
    ada.log_in()
    ada.start_server()
    solve(ada, sample_class.model_solutions(ASSIGNMENT).get)
    page.goto(f"{hub.root}/user/{ADA}/doc/tree/mmap/{ASSIGNMENT}/{NOTEBOOK}.ipynb?reset")
    page.get_by_role("button", name="Validate").wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=LIMIT)
    page.get_by_role("button", name="Validate").click()
    page.locator(".jp-Dialog").get_by_text("passes all the tests").wait_for(timeout=LIMIT)
    shot(page, "student-validated")

    # Submitting over HTTP: one is right, one is wrong.
    assert ada.assignment("submit", ASSIGNMENT)["success"]
    ben.assignment("fetch", ASSIGNMENT)
    hostile = "<script>document.title = 'stolen'</script>"
    cells = nbformat.v4.new_markdown_cell(hostile), nbformat.v4.new_raw_cell(hostile)
    solve(ben, partial(solution, "wrong", 0), *cells)
    assert ben.assignment("submit", ASSIGNMENT)["success"]
    hand_in_as(hub, BEN, ADA)

    # The instructor collects, and grades each with the formgrader's button.
    press(released, ASSIGNMENT, "cloud-download")
    released.goto(f"{hub.root}/services/mmap/formgrader/manage_submissions/{ASSIGNMENT}")
    for student in STUDENTS:
        press(released, student, "flash")
    shot(released, "formgrader-graded")
    assert f"{FULL} / {FULL}" in released.locator("tr", has_text=ADA).inner_text()
    assert f"{FULL} / {FULL}" not in released.locator("tr", has_text=BEN).inner_text()

    # She reads what a student wrote, and it does nothing in her browser.
    formgrader = f"{hub.root}/services/mmap/formgrader"
    told = released.request.get(f"{formgrader}/api/submitted_notebooks/{ASSIGNMENT}/{NOTEBOOK}")
    theirs = next(entry["id"] for entry in told.json() if entry["student"] == BEN)
    released.goto(f"{formgrader}/submissions/{theirs}/")
    released.get_by_text("document.title").first.wait_for()
    shot(released, "formgrader-submission")
    assert released.title() != "stolen"

    released.goto(f"{formgrader}/manage_assignments")
    press(released, ASSIGNMENT, "comment")
    press(released, ASSIGNMENT, "envelope")

    # Each reads what the grader says.
    for person, says in ((ada, f"Score: {FULL}.0 / {FULL}.0"), (ben, "Try:")):
        person.assignment("fetch_feedback", ASSIGNMENT)
        assert says in feedback(person)
    path = SHOTS / "feedback.html"
    path.write_text(feedback(ben))
    page.goto(path.as_uri())
    page.locator("section[aria-label]").first.scroll_into_view_if_needed()
    shot(page, "student-feedback")
    assert findings(page, "section[aria-label]") == []


def hand_in_as(hub, person: str, other: str) -> None:
    """Put an empty notebook into the exchange in another student's name, newer than theirs."""
    folder = hub.site / f"exchange/mmap/inbound/{other}+{ASSIGNMENT}+2099-01-01 00:00:00 UTC+x"
    parts = {f"{NOTEBOOK}.ipynb": "{}", "timestamp.txt": "2099-01-01 00:00:00 UTC"}
    parts["submission_secret.txt"] = "secret"
    assert as_account(person, "mkdir", folder).returncode == 0
    for name, text in parts.items():
        made = as_account(person, "sh", "-c", 'printf %s "$1" >"$2"', "sh", text, folder / name)
        assert made.returncode == 0


def feedback(person: Account) -> str:
    """The newest feedback page of a student, read through their server."""
    base = f"/user/{person.name}/api/contents/mmap/{ASSIGNMENT}/feedback"
    newest = max(entry["name"] for entry in person.get(base).json()["content"])
    return person.get(f"{base}/{newest}/{NOTEBOOK}.html?type=file&format=text").json()["content"]


# --- closed doors -------------------------------------------------------------------------------


def test_student_cannot_open_the_formgrader(hub, ben):
    for page in ("", "/manage_submissions/" + ASSIGNMENT, "/api/assignments"):
        assert ben.get(f"/services/mmap/formgrader{page}").status_code == 403
    assert ben.get(f"/user/{BEN}/formgrader").status_code == 404


def test_student_cannot_open_what_is_another_s(hub, ben):
    assert ben.get(f"/user/{ADA}/api/contents").status_code in (403, 404)
    assert ben.get(f"/hub/api/users/{ADA}").status_code in (403, 404)
    home = Path(pwd.getpwnam(ADA).pw_dir)
    closed = ["hub.toml", "hub", "hub/jupyterhub.sqlite", "grader/course", "exchange/mmap/inbound"]
    for path in [*(hub.site / name for name in closed), home]:
        done = as_account(BEN, "ls" if path.is_dir() else "cat", path)
        assert done.returncode != 0, f"{path} shows {done.stdout}"


def test_solutions_and_gradebook_are_out_of_reach(hub, ben):
    assert (hub.site / "grader/course/gradebook.db").exists()
    assert as_account(BEN, "cat", hub.site / "grader/course/gradebook.db").returncode != 0
    # In the environment lie notebooks of nbgrader's own tests.
    only = ["--include=*.ipynb", "--exclude-dir=venv"]
    done = as_account(BEN, "grep", "-rl", "BEGIN SOLUTION", *only, hub.site)
    assert done.stdout == ""


def test_nobody_administers_the_hub(hub, ben):
    ines = account(hub, INSTRUCTOR)
    ines.log_in()
    for person in (ben, ines):
        assert person.get("/hub/admin").status_code == 403
        assert person.get("/hub/api/users").status_code == 403


# --- a class and a crash ------------------------------------------------------------------------


def test_thirty_students_and_a_crash(hub, released, capsys):
    people = [account(hub, name) for name in CLASS]
    right = sample_class.model_solutions(ASSIGNMENT).get
    times, began = {}, time.monotonic()

    def lap(step: str) -> None:
        nonlocal began
        times[step], began = time.monotonic() - began, time.monotonic()

    with ThreadPoolExecutor(6) as crowd:
        for step in (Account.log_in, Account.start_server):
            list(crowd.map(step, people))
            lap(step.__name__)
        list(crowd.map(lambda person: person.assignment("fetch", ASSIGNMENT), people))
        for number, person in enumerate(people):
            solve(person, partial(solution, "wrong", number) if number % 3 == 2 else right)
        lap("fetch and write")
        memory = used_memory(CLASS)
        servers = {process.pid for process in processes_of(CLASS) if is_server(process)}

        inbound = hub.site / "exchange/mmap/inbound"
        submitting = [crowd.submit(submit_until_taken, person) for person in people]
        while not any(inbound.glob("mmap-t-[0-9]*")):
            time.sleep(0.05)
        hub.kill()
        hub.start()
        cut = sum(submission.result() for submission in submitting)
        lap("submit, the hub killed meanwhile")
    assert cut, "the hub was not killed in the middle of a submission"
    assert {process.pid for process in processes_of(CLASS) if is_server(process)} == servers
    for name in CLASS:
        taken = list(inbound.glob(f"{name}+{ASSIGNMENT}+*"))
        assert taken
        # Whoever saw no answer has pressed Submit again: each is whole.
        for submission in taken:
            json.loads((submission / f"{NOTEBOOK}.ipynb").read_text())
            assert (submission / "timestamp.txt").exists()

    course = hub.site / "grader/course"
    python = hub.site / "venv/bin/python"
    settings = f"JUPYTER_CONFIG_PATH={hub.site}/config"
    in_course = ["env", "-C", course, settings, f"HOME={hub.site}/grader"]
    collected = as_account(
        GRADER, *in_course, python, "-m", "nbgrader", "collect", ASSIGNMENT, "--course=mmap"
    )
    assert collected.returncode == 0, collected.stderr
    lap("collect")
    graded = as_account(
        GRADER,
        *in_course,
        python,
        "-m",
        "grader",
        "autograde",
        ASSIGNMENT,
        "--student=mmap-t-[0-9]*",
    )
    assert graded.returncode == 0, graded.stderr
    lap("autograde")

    ines = account(hub, INSTRUCTOR)
    ines.log_in()
    ines.get("/services/mmap/formgrader")
    told = ines.get(f"/services/mmap/formgrader/api/submissions/{ASSIGNMENT}").json()
    scores = {entry["student"]: entry["score"] for entry in told}
    for number, name in enumerate(CLASS):
        assert (scores[name] == FULL) == (number % 3 != 2), f"{name} has {scores[name]}"
    with capsys.disabled():
        print(f"\nhub with {len(CLASS)} students:")
        for step, seconds in times.items():
            print(f"  {step:34} {seconds:6.1f} s")
        print(f"  memory of all their servers        {memory / 2**20:6.0f} MiB")


def submit_until_taken(person: Account) -> bool:
    """Press Submit until it succeeds, as a person would while the hub is away; return whether a
    submission was under way when its connection was cut."""
    cut = False
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if person.assignment("submit", ASSIGNMENT)["success"]:
                return cut
        except requests.ConnectionError as error:
            cut = cut or isinstance(error.args[0], ProtocolError)  # else there was nobody to ask
        except OSError:  # an error page: requests' errors are OSErrors
            pass
        time.sleep(1)
    pytest.fail(f"{person.name} could not submit")


def processes_of(names: list[str]) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["username"])
        if process.info["username"] in names
    ]


def is_server(process: psutil.Process) -> bool:
    return "jupyterhub.singleuser" in process.cmdline()


def used_memory(names: list[str]) -> int:
    """Bytes, each shared page counted by its share (PSS)."""
    return sum(process.memory_full_info().pss for process in processes_of(names))
