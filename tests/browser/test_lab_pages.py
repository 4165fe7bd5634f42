"""What a student sees in JupyterLab: lessons, a slider, reports, Validate."""

from pathlib import Path

import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
ANY = 120_000  # milliseconds: a limit against hangs, on a slow machine too


def open_notebook(page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    # Run before there is a kernel, JupyterLab asks which one.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=ANY)


def run_all(page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def show(page, selector: str, ready: str = "true") -> None:
    """Bring an element into view once `ready`, an expression over `it`, holds.

    Looking and scrolling are one step of the page: between two, JupyterLab may draw an output anew.
    """
    page.wait_for_function(
        f"""selector => {{
            const it = document.querySelector(selector);
            if (!it || !({ready})) return false;
            it.scrollIntoView({{block: "center"}});
            return true;
        }}""",
        arg=selector,
        timeout=ANY,
    )


def test_start_lesson_runs(page, lab):
    open_notebook(page, lab("notebooks/00-start-here.ipynb"))
    run_all(page)
    # The last cell with an output: a child died, and the kernel still computes.
    died = page.locator(".jp-OutputArea-output").get_by_text("SIGSEGV").first
    died.wait_for(timeout=ANY, state="attached")
    assert page.locator(".jp-mod-outputsError, [data-mime-type*='stderr']").count() == 0


def test_lesson_draws(page, lab):
    open_notebook(page, lab("notebooks/01-what-a-mapping-is.ipynb"))
    run_all(page)
    show(page, ".jp-OutputArea-output img", "it.naturalWidth > 100 && it.alt.length > 20")


def test_slider_moves_a_picture(page, lab):
    open_notebook(page, lab("notebooks/02-mmap-and-munmap.ipynb"))
    run_all(page)
    show(page, ".widget-output img", "it.alt.includes('a file of 6,000 bytes')")
    knob = page.locator(".widget-slider .noUi-handle").first
    for _ in range(3):
        knob.press("ArrowRight")
    show(page, ".widget-output img", "it.alt.includes('a file of 6,300 bytes')")


@pytest.mark.parametrize("kind", ["right", "wrong"])
def test_check_and_validate(page, lab, solve, findings, kind):
    points, says, verdict = {
        "right": ("2 of 2", "passed:", "passes all the tests"),
        "wrong": ("0 of 2", "Try:", "failed"),
    }[kind]
    open_notebook(page, lab(solve(kind)))
    run_all(page)
    show(page, "section[aria-label^='anonymous_child:']")
    shown = page.locator("section[aria-label^='anonymous_child:']")
    expect(shown).to_contain_text(f"anonymous_child: {points} points")
    expect(shown).to_contain_text(says)
    expect(shown.locator("img[alt], svg[role=img]")).to_have_count(1)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=ANY)
    page.screenshot(path=ROOT / "build" / "screenshots" / f"check-{kind}.png")
    assert findings(page, ".jp-OutputArea-output section[aria-label]") == []

    page.get_by_role("button", name="Validate").click()
    page.locator(".jp-Dialog").get_by_text(verdict).first.wait_for(timeout=ANY)


NOTEBOOKS = [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/source/*/*.ipynb")]


@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS), ids=lambda path: path.stem)
def test_notebook_is_accessible(page, findings, notebook, tmp_path):
    body, _ = HTMLExporter().from_filename(str(notebook))
    path = tmp_path / "page.html"
    path.write_text(body)
    page.goto(path.as_uri())
    found = findings(page, ".jp-RenderedMarkdown", ".jp-OutputArea-output")
    # A link's colour and underline are the theme's of Jupyter, not ours.
    assert [line for line in found if not line.startswith("link-in-text-block")] == []
