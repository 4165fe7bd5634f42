"""The diagrams: each script draws the image beside it, and every text that shows one says so."""

import html
import re
import runpy
from pathlib import Path

import lessons
import pytest

IMAGES = lessons.ROOT / "images"
DIAGRAMS = sorted(IMAGES.glob("*.svg"))
SHOWN = [
    (path, alt, target)
    for path in [*lessons.LESSONS.glob("*.ipynb"), lessons.ROOT / "README.md"]
    for alt, target in re.findall(r"!\[([^]]*)\]\(([^)]*images/[^)]+\.svg)\)", path.read_text())
]


def described(path: Path) -> str:
    """The alt text that a diagram carries in itself."""
    return html.unescape(re.search(r"<dc:description>(.*?)</dc:description>", path.read_text())[1])


def size(svg: str) -> str:
    return re.search(r'<svg [^>]*viewBox="([^"]*)"', svg)[1]


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_a_diagram_is_what_its_script_draws(path, tmp_path):
    draw = runpy.run_path(str(path.with_suffix(".py")))["draw"]
    drawn = [tmp_path / name for name in ("first.svg", "second.svg")]
    for target in drawn:
        draw().save(target)
    first, second = (target.read_text() for target in drawn)
    assert first == second, "a diagram drawn again is no change"
    assert (described(drawn[0]), size(first)) == (described(path), size(path.read_text())), (
        "run make images"
    )


def test_every_diagram_is_shown():
    assert {Path(target).name for _, _, target in SHOWN} == {path.name for path in DIAGRAMS}


@pytest.mark.parametrize(
    ("path", "alt", "target"), SHOWN, ids=[f"{p.stem}-{Path(t).stem}" for p, _, t in SHOWN]
)
def test_the_alt_text_is_the_diagrams_own(path, alt, target):
    assert re.sub(r"\s+", " ", alt) == described((path.parent / target).resolve())
