"""A student's prose on an instructor's page is read and does nothing."""

from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html as rendered
from traitlets.config import Config

from grader.prose import sanitized, with_pictures
from grader.rebuild import rebuild

HOSTILE = [
    "<script>steal()</script>",
    "<img src=x onerror=steal()>",
    "<svg onload=steal()></svg>",
    "[a link](javascript:steal())",
    "<a href='java&#x73;cript:steal()'>x</a>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<form action=/services/mmap><input autofocus onfocus=steal()></form>",
    "<style>body{display:none}</style>",
    "<base href='//elsewhere'>",
    "<meta http-equiv=refresh content='0;url=//elsewhere'>",
]
ACTS = {"script", "svg", "iframe", "form", "input", "style", "base", "meta"}


class Acting(HTMLParser):
    """Collects the tags and attributes of a page that could act."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in ACTS else []
        self.found += [
            (name, value)
            for name, value in attrs
            if name.startswith("on") or (value or "").lstrip().startswith("javascript:")
        ]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_acts(text):
    assert Acting(rendered(text)).found, "nbconvert itself would do"
    assert Acting(sanitized(text)).found == []


def test_prose_stays():
    text = "# Title\n\nIt is `a < b` & *so*: $x<1$\n\n```python\nx\n```\n\n| a |\n|---|\n| 1 |\n"
    shown = sanitized(text)
    for part in ("<h1", "<code>a &lt; b</code>", "<em>so</em>", "<td>1</td>", "$x&lt;1$"):
        assert part in shown
    assert "&amp;lt;" not in shown


def test_only_the_folder_s_own_pictures_are_laid_in(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "own.png").write_bytes(b"picture")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    names = ["own.png", "link.png", "../secret.png", str(tmp_path / "secret.png"), "none.png"]
    page = sanitized("\n".join(f"![Text > *x*]({name})" for name in names))
    shown = with_pictures(page, folder)
    own = '"data:image/png;base64,cGljdHVyZQ==" style="max-width:100%;border:0"'
    assert shown == page.replace('"own.png"', own)
    assert shown != page


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_added_cell_on_a_page(kind):
    new_cell = {"markdown": nbformat.v4.new_markdown_cell, "raw": nbformat.v4.new_raw_cell}[kind]
    submitted = nbformat.v4.new_notebook(cells=[new_cell(HOSTILE[0])])
    source = nbformat.v4.new_notebook()
    rebuilt = rebuild(nbformat.writes(submitted).encode(), source).notebook
    config = Config()
    config.HTMLExporter.filters = {"markdown2html": "grader.prose.markdown2html"}
    page, _ = HTMLExporter(config=config).from_notebook_node(nbformat.from_dict(rebuilt))
    assert HOSTILE[0] not in page
    assert "steal()" in page
