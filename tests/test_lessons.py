"""Each lesson runs on a fresh kernel, is committed with its outputs, and keeps the form."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path
from queue import Empty

import lessons
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from mapscope.claims import CLAIMS
from mapscope.draw.paper import Picture, box, canvas

PATHS = sorted(lessons.LESSONS.glob("*.ipynb"))
NAMES = [path.stem for path in PATHS]


def read(path: Path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def sources(notebook, kind: str) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == kind)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_lesson_runs_on_a_fresh_kernel_and_no_cell_ends_it_later(path, tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("images", "exercises"):
        (tmp_path / name).symlink_to(lessons.ROOT / name)
    notebook = read(path)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    # A reader runs cells again, in any order. One may miss what a later one took away, and say so.
    may_fail = {"tags": ["raises-exception"]}
    notebook.cells += [new_code_cell(source, metadata=may_fail) for source in reversed(code)]
    nbformat.write(notebook, tmp_path / path.name)
    notebook = lessons.executed(tmp_path / path.name, folder)
    del notebook.cells[-len(code) :]
    assert not lessons.problems(notebook, folder)
    assert not list(folder.iterdir()), "a lesson leaves no file behind"


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_lesson_is_committed_with_tidy_outputs(path):
    notebook = read(path)
    assert not lessons.problems(notebook, path.parent)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), (
        f"outputs of another order or none: make notebooks LESSONS=notebooks/{path.name}"
    )
    assert any(cell.outputs for cell in code)
    before = nbformat.writes(notebook)
    assert before == nbformat.writes(lessons.tidied(notebook)), "run make notebooks"


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_a_lesson_keeps_the_form(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    code, text = sources(notebook, "code"), sources(notebook, "markdown")
    assert text.startswith("# ")
    assert not re.search(r"\b4_?096\b", code), "say mmap.PAGESIZE"
    assert not re.search(r"\b(matplotlib|pyplot|plt)\b", code), "drawings live in mapscope"
    hashes = [cell.id for cell in notebook.cells if re.fullmatch(r"[0-9a-f]{8}", cell.id)]
    assert not hashes, f"cells without a readable id: {hashes}"
    mute = [c.id for c in notebook.cells if ".compare(" in c.source and not c.get("outputs", True)]
    assert not mute, f"a comparison that nobody sees: {mute}"
    if not path.stem.startswith(("00", "16")):
        assert "predict(" in code, "the reader predicts before the run"
        assert text.count("<details>") >= 5, "five questions, their answers on request"
        assert "](../student/" in text, "a link to the exercise"


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_links_of_a_lesson_lead_somewhere(path):
    targets = re.findall(r"(?<!!)\[[^]]*\]\((?!https?:)([^)#]+)", sources(read(path), "markdown"))
    # A reader's own copies are made from the course's: by `make lab`, by Binder, or by fetching.
    files = [target.replace("../student/", "../exercises/source/") for target in targets]
    missing = [file for file in files if not (path.parent / file).exists()]
    assert not missing


def test_the_ledgers_page_shows_every_claim():
    (page,) = (path for path in PATHS if path.stem == "16-the-ledger")
    shown = set(re.findall(r"<code>([a-z0-9-]+)</code>", page.read_text()))
    missing = CLAIMS.keys() - shown
    assert not missing, f"run make notebooks LESSONS=notebooks/{page.name}: {missing} not shown"


def picture(*parts, alt: str = "One box.") -> Picture:
    figure, axes = canvas(1)
    for part in parts:
        box(axes, *part)
    return Picture(figure, alt)


def output_of(shown: Picture):
    data, metadata = shown._repr_mimebundle_()
    return new_output("display_data", data, metadata=metadata)


def one_output(output) -> list[str]:
    notebook = new_notebook(cells=[new_code_cell("", id="tried", outputs=[output])])
    return lessons.problems(lessons.tidied(notebook), Path())


def shown(**data):
    return one_output(new_output("display_data", {k.replace("_", "/"): v for k, v in data.items()}))


BOX = picture((1, 0.2, 1, 0.5))


def test_a_good_output_is_no_problem():
    assert not one_output(output_of(BOX))
    assert not shown(text_html=BOX.html(), text_plain="One box. It lies in /proc/self/maps.")


def test_a_picture_is_committed_as_png_with_its_words_below():
    notebook = new_notebook(cells=[new_code_cell("", outputs=[output_of(BOX)])])
    for _ in range(2):  # tidied again, it stays as it is
        image, words = lessons.tidied(notebook).cells[0].outputs
    assert set(image.data) == {"image/png", "text/plain"}
    assert image.metadata["image/png"]["alt"] == BOX.alt
    assert words.data["text/html"].endswith("</summary>One box.</details>")


def test_what_the_machine_says_is_folded_until_the_cell_is_run():
    asked, measured = new_code_cell("guess = predict('?')"), new_code_cell("guess.compare(42)")
    lessons.tidied(new_notebook(cells=[asked, measured]))
    assert measured.metadata.jupyter.outputs_hidden and not asked.metadata


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (lambda: shown(image_png="iVBO"), "has no alt text"),
        (lambda: one_output(output_of(picture(alt=""))), "has no alt text"),
        (lambda: one_output(output_of(picture())), "an empty figure"),
        (lambda: shown(text_html='<img src="x.png">'), "has no alt text"),
        (lambda: shown(text_html='<img alt="" src="x.png">'), "has no alt text"),
        (lambda: shown(text_html=picture().html()), "an empty figure"),
        (lambda: shown(text_plain="<Figure size 640x480 with 0 Axes>"), "without axes"),
        (lambda: shown(text_plain=f"'{Path.home()}/file'"), "a path"),
        (lambda: shown(text_html="<td>&#x2F;tmp/abc</td>"), "a path"),
        (lambda: shown(text_plain=f"on {lessons.socket.gethostname()}:"), "a host or user name"),
        (lambda: shown(text_plain="<object at 0x7f12ab34cd56>"), "changes with each run"),
        (lambda: one_output(new_output("stream", name="stderr", text="Warning: x\n")), "stderr"),
        (lambda: one_output(new_output("error", ename="OSError", evalue="no")), "OSError: no"),
    ],
)
def test_what_a_reader_must_not_meet_is_found(found, said):
    (problem,) = found()
    assert problem.startswith("cell tried: ") and said in problem


def test_a_name_that_the_lesson_says_itself_gives_nothing_away(monkeypatch):
    monkeypatch.setattr(lessons.socket, "gethostname", lambda: "student")
    output = new_output("stream", text="a student\n")
    for source, number in (("", 1), ("# for the student", 0)):
        notebook = new_notebook(cells=[new_code_cell(source, outputs=[output])])
        assert len(lessons.problems(notebook, Path())) == number


@pytest.mark.parametrize("text", ["![](a.png)", "![Alt.](a.png)", '<img src="a.png">'])
def test_an_image_in_a_text_needs_its_file_and_alt_text(text, tmp_path):
    assert lessons.problems(new_notebook(cells=[new_markdown_cell(text)]), tmp_path)


def test_a_widget_leaves_its_text():
    widget = {lessons.WIDGET: {"model_id": "1"}}
    outputs = [
        new_output("display_data", widget | {"text/plain": "What comes? (0 · 42)"}),
        new_output("display_data", widget | {"text/plain": "interactive(children=())"}),
    ]
    notebook = lessons.tidied(new_notebook(cells=[new_code_cell("", outputs=outputs)]))
    assert [output.data for output in notebook.cells[0].outputs] == [
        {"text/plain": "What comes? (0 · 42)"}
    ]


@pytest.mark.parametrize(
    ("source", "said"), [("1 / 0", "ZeroDivisionError"), ("import os; os._exit(1)", "died")]
)
def test_a_failing_cell_is_told_in_one_line(source, said, tmp_path):
    path = tmp_path / "bad.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
    with pytest.raises(RuntimeError, match=rf"^bad\.ipynb: .*{said}[^\n]*$"):
        lessons.executed(path, tmp_path)


def test_a_reply_that_woke_nobody_is_found(monkeypatch):
    waits = []

    async def once_in_vain(self, timeout):
        waits.append(timeout)
        if len(waits) == 1:
            raise Empty
        return {"reply": 1}

    monkeypatch.setattr(lessons.AsyncZMQSocketChannel, "get_msg", once_in_vain)
    channel = object.__new__(lessons._Kernel().client_factory().shell_channel_class)
    assert asyncio.run(channel.get_msg(150)) == {"reply": 1}
    assert waits == [1, 1]


# What the lessons compute from the page size, cell by cell; {page} is what must be told.
ARITHMETIC = {
    "02-mmap-and-munmap": {
        "ruler": "pages of {page} bytes",
        "knobs-still": "EINVAL: 100 is no multiple of {page}. Map from 0 and skip 100",
    },
    "08-faults-and-residency": {"load-window": None, "knob": None},
    "11-truncation-and-sigbus": {"ruler-static": "the kernel maps 8 pages of {page} bytes"},
    "13-numpy-memmap": {
        "offset-slider": None,
        "offset-still": "Mapping 110 bytes at offset {page}",
    },
}
RUN_CELLS = """
import ast, mmap, sys
import nbformat

mmap.PAGESIZE = mmap.ALLOCATIONGRANULARITY = int(sys.argv[1])
names = {}
code = [c for c in nbformat.read(sys.argv[2], as_version=4).cells if c.cell_type == "code"]
cells = {cell.id: cell.source for cell in code}
for name in [code[0].id, *sys.argv[3:]]:
    *lines, last = ast.parse(cells[name]).body
    exec(compile(ast.Module(lines, []), name, "exec"), names)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), name, "eval"), names)
        print(name, getattr(value, "alt", value), sep=": ")
    else:
        exec(compile(ast.Module([last], []), name, "exec"), names)
for pattern, pages in names.get("PATTERNS", {}).items():
    print(pattern, sorted(pages(256)), sep=": ")
"""


@pytest.mark.parametrize("page", [16384, 65536])
@pytest.mark.parametrize("lesson", ARITHMETIC)
def test_a_lesson_computes_with_larger_pages(lesson, page):
    cells = ARITHMETIC[lesson]
    command = [sys.executable, "-c", RUN_CELLS, str(page), lessons.LESSONS / f"{lesson}.ipynb"]
    environment = os.environ | {"PYTHONPATH": str(lessons.ROOT)}
    done = subprocess.run(
        [*command, *cells], capture_output=True, text=True, check=True, env=environment
    )
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    for cell, text in cells.items():
        if text:
            assert text.format(page=f"{page:,}") in told[cell]
    if "load-window" in cells:
        window = 65536 // page
        assert told["load-window"] == str(window)
        assert told[f"1 page in {window}"] == str(list(range(0, 256, window)))
        assert told["backwards"] == told["shuffled"] == told["forwards"] == str(list(range(256)))
