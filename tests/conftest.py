"""A browser for the tests that look at pages: Debian's Chromium, and axe-core."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "build" / "screenshots"
CHROMIUM = shutil.which("chromium")
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",  # Chromium's own sandbox does not start as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where Chromium is)

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, request):
    """A fresh page; a picture of its end is kept in build/screenshots/."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 1000},
        color_scheme="light",
        ignore_https_errors=True,  # the hub's certificate is its own
    )
    page = context.new_page()
    page.set_default_timeout(90_000)
    yield page
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{request.node.name}.png")
    context.close()


@pytest.fixture(scope="session")
def findings():
    """axe-core's serious and critical findings inside the parts of a page that we make."""
    if not AXE.exists():
        pytest.skip("needs axe-core: npm install --prefix tests/browser")

    def look(page, *parts: str) -> list[str]:
        page.add_script_tag(path=AXE)
        found = page.evaluate("parts => axe.run({include: parts.map(part => [part])})", list(parts))
        assert found["passes"], "axe-core looked at nothing"
        return [
            f"{rule['id']}: {node['html'][:200]}: {node.get('failureSummary')}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]

    return look
