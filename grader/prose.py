"""What a student wrote, on the pages of an instructor: it can be read, and cannot act.

A submission's prose may hold HTML, and the formgrader shows it in the browser of somebody who may
change points. `exercises/nbgrader_config.py` puts this filter in the place of nbconvert's. It also
lays an assignment's pictures into the page: of feedback, nbgrader hands out the page alone.
"""

import base64
import re
from pathlib import Path

import bleach
from jinja2 import pass_context
from nbconvert.filters import markdown2html as rendered

TAGS = [
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "br", "hr", "blockquote", "pre"),
    *("a", "abbr", "b", "code", "del", "em", "i", "img", "s", "strong", "sub", "sup"),
    *("dl", "dt", "dd", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"),
]
ATTRIBUTES = {"*": ["class", "id", "title"], "a": ["href"], "img": ["src", "alt", "width"]}


@pass_context
def markdown2html(context, source: str) -> str:
    folder = context["resources"]["metadata"].get("path")
    return with_pictures(sanitized(source), Path(folder)) if folder else sanitized(source)


def sanitized(source: str) -> str:
    page = bleach.clean(rendered(source), tags=TAGS, attributes=ATTRIBUTES)
    # nbgrader's pages have Bootstrap's styles, which leave a bare table without any space.
    return page.replace("<table>", '<table class="table" style="width:auto">')


def with_pictures(page: str, folder: Path) -> str:
    """The page with the pictures of `folder` inside; a plain name leads nowhere else."""

    def embedded(found: re.Match) -> str:
        picture = folder / found[2]
        if picture.is_symlink() or not picture.is_file():
            return found[0]
        encoded = base64.b64encode(picture.read_bytes()).decode()
        return f'{found[1]}data:image/png;base64,{encoded}" style="max-width:100%;border:0"'

    return re.sub(r'(<img [^>]*src=")([\w-]+\.png)"', embedded, page)
