"""A student's prose on an instructor's page is read and does nothing."""

from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html as rendered
from traitlets.config import Config

from grader.pages import markdown2html
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
    assert Acting(markdown2html(text)).found == []


def test_prose_stays():
    text = "# Title\n\nIt is `a < b` & *so*: $x<1$\n\n```python\nx\n```\n\n| a |\n|---|\n| 1 |\n"
    shown = markdown2html(text)
    for part in ("<h1", "<code>a &lt; b</code>", "<em>so</em>", "<td>1</td>", "$x&lt;1$"):
        assert part in shown
    assert "&amp;lt;" not in shown


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_added_cell_on_a_page(kind):
    new_cell = {"markdown": nbformat.v4.new_markdown_cell, "raw": nbformat.v4.new_raw_cell}[kind]
    submitted = nbformat.v4.new_notebook(cells=[new_cell(HOSTILE[0])])
    source = nbformat.v4.new_notebook()
    rebuilt = rebuild(nbformat.writes(submitted).encode(), source).notebook
    config = Config()
    config.HTMLExporter.filters = {"markdown2html": "grader.pages.markdown2html"}
    page, _ = HTMLExporter(config=config).from_notebook_node(nbformat.from_dict(rebuilt))
    assert HOSTILE[0] not in page
    assert "steal()" in page
