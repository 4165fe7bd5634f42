"""Execute lessons anew, in place and tidied: ``lessons.py [notebook ...]``, else all of them."""

from __future__ import annotations

import base64
import contextlib
import getpass
import html
import io
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.channels import AsyncZMQSocketChannel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from PIL import Image
from traitlets import Type

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
CELL_LIMIT = 150  # seconds; the slowest cell takes a few, but a busy disk can hold one up
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class _Channel(AsyncZMQSocketChannel):
    """A channel that looks each second whether a message is there.

    Once in some hundreds of cells, most of all on a busy machine, nothing wakes the wait for a
    reply that has come (seen with pyzmq 27), and it would last as long as a cell may take.
    """

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        left = float("inf") if timeout is None else timeout
        while left > 1:
            with contextlib.suppress(Empty):
                return await super().get_msg(1)
            left -= 1
        return await super().get_msg(left)


class _Client(AsyncKernelClient):
    shell_channel_class = Type(_Channel)
    iopub_channel_class = Type(_Channel)


class _Kernel(AsyncKernelManager):
    client_factory = Type(_Client)


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(LESSONS.glob("*.ipynb"))
    if missing := [str(path) for path in paths if not path.is_file()]:
        sys.exit(f"no lesson there: {', '.join(missing)}; the lessons are {LESSONS.name}/*.ipynb")
    found = []
    for path in paths:
        start = time.monotonic()
        try:
            notebook = executed(path, path.parent)
        except RuntimeError as error:
            found.append(str(error))
            continue
        nbformat.write(notebook, path)
        found += [f"{path.name}: {problem}" for problem in problems(notebook, path.parent)]
        print(f"{path.name}: {time.monotonic() - start:.1f} s", flush=True)
    if found:
        sys.exit("\n".join(found))


def executed(path: Path, folder: Path) -> NotebookNode:
    """Return the notebook executed by a fresh kernel that works in `folder`, tidied.

    Raises RuntimeError with one line on the cell that failed.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_LIMIT,
        kernel_name="python3",
        kernel_manager_class=_Kernel,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )
    # A reader's own start-up files and settings must not show in a committed output.
    with tempfile.TemporaryDirectory() as empty:
        settings = {"IPYTHONDIR": empty, "JUPYTER_CONFIG_DIR": empty}
        try:
            client.execute(env=os.environ | settings)
        except CellExecutionError as error:
            raise RuntimeError(f"{path.name}: {error.ename}: {error.evalue}") from None
        except (CellTimeoutError, RuntimeError) as error:
            raise RuntimeError(f"{path.name}: {str(error).splitlines()[0]}") from None
    return tidied(notebook)


def tidied(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without what differs from run to run and tells a reader nothing."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            if ".compare(" in cell.source:
                # Else the answer stands below the question before anybody has predicted. JupyterLab
                # shows the question and three dots, and unfolds the output when the cell is run.
                cell.metadata.jupyter = {"outputs_hidden": True}
            kept = [output for output in cell.outputs if _tells(output)]
            cell.outputs = [form for output in kept for form in _for_any_viewer(output)]
    return notebook


def _for_any_viewer(output: NotebookNode) -> list[NotebookNode]:
    """Make a picture's HTML into its PNG, and its alt text below, where a click unfolds it.

    A viewer prefers the HTML, but that of a repository may strip an `<img>` whose data stand in the
    page; and the alt text that a PNG output carries is read out by few viewers.
    """
    data = output.get("data", {})
    if "image/png" not in data or not data.pop("text/html", None):
        return [output]
    words = html.escape(data["text/plain"])
    told = {"text/html": f"<details><summary>The picture in words</summary>{words}</details>"}
    return [output, new_output("display_data", told)]


def _tells(output: NotebookNode) -> bool:
    """Take a widget out of an output, since only the kernel that made it can show it; return
    whether something is left to show: the text of a prediction, but not a bare `VBox(children=...`.
    """
    if output.output_type not in ("display_data", "execute_result"):
        return True
    if output.data.pop(WIDGET, None) is None:
        return True
    return not re.match(r"\w+\(", output.data.get("text/plain", "w("))


def problems(notebook: NotebookNode, folder: Path) -> list[str]:
    """Return what a reader must not meet in a lesson, a line each; `folder` is where it lies."""
    # A machine may be called `student`: a word of the lesson itself gives nothing away.
    sources = " ".join(cell.source for cell in notebook.cells)
    names = {name for name in _names() if not re.search(rf"\b{re.escape(name)}\b", sources)}
    found = []
    for cell in notebook.cells:
        of_cell = _of_text(cell, folder) if cell.cell_type == "markdown" else _of_code(cell, names)
        found += [f"cell {cell.id}: {problem}" for problem in of_cell]
    return found


def _names() -> set[str]:
    """Return what this machine and its user are called."""
    names = {socket.gethostname()}
    with contextlib.suppress(OSError, KeyError):  # a container's user may have no name
        names.add(getpass.getuser())
    return names - {"", "root"}  # root is a word of the subject, and no name of a person


def _of_text(cell: NotebookNode, folder: Path) -> Iterator[str]:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", cell.source, re.S)
    for alt, target in pictures:
        if not alt.strip():
            yield f"the image {target} has no alt text"
        if not (folder / target).is_file():
            yield f"the image {target} is not there"
    yield from _without_alt(cell.source)


def _of_code(cell: NotebookNode, names: set[str]) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"an error: {output.ename}: {output.evalue}"
            continue
        if output.get("name") == "stderr":
            yield f"text on stderr: {output.text.strip().splitlines()[-1]}"
        data = output.get("data", {"text/plain": output.get("text", "")})
        for kind, content in data.items():
            if kind.startswith("image/"):
                if not output.metadata.get(kind, {}).get("alt"):
                    yield f"{kind} has no alt text: show a mapscope.Picture"
                elif _blank(content):
                    yield "an empty figure"
            elif isinstance(content, str):
                yield from _without_alt(content)
                yield from _empty_figures(content)
                yield from _private(content, names)


def _without_alt(text: str) -> Iterator[str]:
    for tag in re.findall(r"<img\b[^>]*>", text):
        if not re.search(r'\balt="[^"]*\w', tag):
            yield "an <img> has no alt text"


def _empty_figures(text: str) -> Iterator[str]:
    if re.search(r"<Figure size .* with 0 Axes>", text):
        yield "a figure without axes"
    if any(map(_blank, re.findall(r"data:image/png;base64,([\w+/=]+)", text))):
        yield "an empty figure"


def _blank(data: str) -> bool:
    """Whether a picture, PNG in base64, is of a single colour."""
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        return len(image.convert("RGB").getcolors(maxcolors=1 << 24)) < 2


def _private(text: str, names: set[str]) -> Iterator[str]:
    """Yield what tells of the machine that ran the lesson rather than of mappings."""
    text = html.unescape(re.sub(r"data:image/\S+", "", text))
    folders = {str(ROOT), str(Path.home()), sys.prefix, sys.base_prefix, tempfile.gettempdir()}
    paths = "|".join(re.escape(f"{one}/") for one in folders - {"/", "/usr", "/usr/local"})
    called = "|".join(map(re.escape, names))
    patterns = {
        "a path": rf"{paths}|(?<![\w.])/(?:home|root|tmp|Users)/\w",
        "a host or user name": rf"\b(?:{called})\b" if called else r"(?!)",
        "an address that changes with each run": r" at 0x[0-9a-f]{6,}>",
    }
    for what, pattern in patterns.items():
        if match := re.search(pattern, text):
            yield f"{what}: …{text[max(0, match.start() - 20) : match.end() + 20]}…"


if __name__ == "__main__":
    main()
