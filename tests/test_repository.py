"""What holds for every tracked file: links lead somewhere, and no machine's own paths are named."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRACKED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\0")[:-1]
MARKDOWN = [name for name in TRACKED if name.endswith(".md")]

# Submissions that try to read what they must not do name such paths.
HOSTILE = "tests/attacks/"

# In pieces, so that this file does not name them itself.
PRIVATE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:ro" + r"ot|wo" + r"rk)/\w",
            r"(?<![\w.])/(?:ho" + r"me|Us" + r"ers)/(?!jovyan|user\b)\w",
            r"py" + r"pi\.org",
            r"python" + r"hosted\.org",
            r"registry\.npm" + r"js\.org",
            r"conda\.ana" + r"conda\.org",
            r"deb\.deb" + r"ian\.org",
        ]
    )
)


def text_of(name: str) -> str:
    """The text of a tracked file, empty for a binary one or one deleted from the work tree."""
    path = ROOT / name
    data = path.read_bytes() if path.is_file() else b""
    return "" if b"\0" in data else data.decode()


def test_no_file_names_a_machine():
    found = [
        f"{name}:{number}: {match[0]}"
        for name in TRACKED
        if not name.startswith(HOSTILE)
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        for match in PRIVATE.finditer(line)
    ]
    assert not found, "\n".join(found)


def without_blocks(markdown: str) -> str:
    return re.sub(r"^```.*?^```", "", markdown, flags=re.M | re.S)


def anchors(markdown: str) -> set[str]:
    """The anchors that GitHub gives the headings: lower case, hyphens for spaces, no signs."""
    headings = re.findall(r"^#+ +(.*?) *$", without_blocks(markdown), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def resolves(name: str, target: str) -> bool:
    """Whether `target`, a link in the Markdown file `name`, leads to a file and heading here."""
    path, _, anchor = unquote(target).partition("#")
    linked = (ROOT / name).parent / path if path else ROOT / name
    if linked.suffix == ".md" and anchor:
        return linked.is_file() and anchor in anchors(linked.read_text())
    return linked.exists()


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_resolve(name):
    prose = re.sub(r"`[^`\n]*`", "code", without_blocks(text_of(name)))
    targets = re.findall(r"\]\(<?([^)\s>]+)", prose)
    inside = [target for target in targets if not re.match(r"[a-z][a-z+.-]*:", target)]
    broken = [target for target in inside if not resolves(name, target)]
    assert not broken, f"{name} links to what is not there: {broken}"
