"""Drawings: all of their text can be read, and they say the same in words."""

import base64
import html
import re
import subprocess
import sys
import warnings
from xml.etree import ElementTree

import numpy as np
import pytest

from mapscope import (
    KINDS,
    Event,
    Picture,
    address_strip,
    bars,
    byte_rows,
    regions,
    residency_strip,
    ruler,
    staircase,
    timeline,
    timeline_alt,
    timeline_html,
    two_spaces,
)
from mapscope.words import span

PAGE = 4096
EXCHANGE = [
    Event(0, 0, "map", "SHARED | ANONYMOUS"),
    Event(0, 1e-5, "fork"),
    Event(0, 6e-5, "wait"),
    Event(1, 2e-4, "start"),
    Event(1, 3e-4, "store", "byte 0: 42"),
    Event(1, 4e-4, "exit", "status 0"),
    Event(0, 5e-4, "read", "byte 0: 42"),
    Event(0, 6e-4, "unmap"),
]
CROWD = [
    *(Event(0, i * 1e-6, "fork") for i in range(8)),
    *(Event(i, 1e-4 + i * 1e-6, "start", "a note too long for its place") for i in range(9)),
    *(
        Event(i % 9, 1 + i * 1e-6, kind, "x" * 200, lost=i % 5 == 0)
        for i, kind in enumerate([*KINDS, *KINDS, *KINDS][:43])
    ),
]
FRAMES = [np.zeros(16, bool), np.arange(16) == 5, np.ones(16, bool)]
FAULTS = {"anonymous": [1] * 64, "a file's pages, read around": ([1] + [0] * 15) * 4}
SPACES = {
    "SHARED": (([1, 2], [1, 2]), ([1, 2], [1, 2])),
    "PRIVATE": (([3, 4], [3, 4]), ([3, 4], [3, 5])),
}
CASES = {
    "timeline of two": lambda: timeline(EXCHANGE[:2]),
    "timeline of an exchange": lambda: timeline(EXCHANGE),
    "timeline of a crowd": lambda: timeline(CROWD, "A title that goes on and on " * 5),
    "timeline of an hour": lambda: timeline([Event(0, 0, "map"), Event(0, 3600, "unmap")]),
    "bars": lambda: bars({"read": 1, "map": 2.345, "a long label " * 5: 0.001}, "Time", "times"),
    "bars of large numbers": lambda: bars({"a": 12345678, "b": 0}, "A long title " * 20, "bytes"),
    "bars with a level": lambda: bars({"1": 10, "10": 2, "100": 0.9, "0": 0}, "Time", level=1),
    "bars below a level": lambda: bars({"a": 0.5}, "Time", level=1),
    "bars of nothing": lambda: bars({"a": 0, "b": 0}, "Nothing", "torn"),
    "residency": lambda: residency_strip(FRAMES, ["before", "a label that is long " * 3, "after"]),
    "residency of many pages": lambda: residency_strip([np.arange(5000) % 3 == 0], ["one"]),
    "dirty pages": lambda: residency_strip(FRAMES, ["a", "b", "c"], "Pages to write", "dirty"),
    "staircase": lambda: staircase(FAULTS),
    "staircase without faults": lambda: staircase({"a": [0], "b": [0], "c": [0], "d": [0]}),
    "two spaces": lambda: two_spaces(SPACES),
    "two spaces, one page": lambda: two_spaces({"PRIVATE": (([0], [0]), ([0], [7]))}),
    "address space": lambda: address_strip(regions()[-20:]),
    "bytes astride a page": lambda: byte_rows(np.arange(PAGE, dtype="<u4"), PAGE - 8, 16, PAGE),
    "bytes one by one": lambda: byte_rows(np.full(2 * PAGE, 255, np.uint8), PAGE - 24, 24, PAGE),
    "bytes of numbers": lambda: byte_rows(np.full(PAGE, -np.pi * 1e99), PAGE - 16, 24, PAGE),
    "bytes of a large file": lambda: byte_rows(np.broadcast_to(np.uint8(7), 1 << 40), 1 << 39, 24),
    "ruler of a short file": lambda: ruler(5000, 0, 3 * PAGE, PAGE),
    "ruler of an empty file": lambda: ruler(0, 0, 1, PAGE),
    "ruler, refused": lambda: ruler(100_000, 12_345, 5000, PAGE),
    "ruler of a large file": lambda: ruler(10 << 40, 1 << 40, 20_000, PAGE),
    "ruler, 16 KiB pages": lambda: ruler(100_000, 0, 300_000, 16384),
    "ruler, 64 KiB pages": lambda: ruler(100_000, 65536, 1, 65536),
}


@pytest.fixture(params=CASES, scope="module")
def picture(request) -> Picture:
    return CASES[request.param]()


def test_no_text_leaves_the_figure(picture):
    figure = picture.figure
    figure.canvas.draw()
    frame = figure.bbox
    for text in figure.axes[0].texts:
        extent = text.get_window_extent()
        assert frame.x0 <= extent.x0 and extent.x1 <= frame.x1, text.get_text()
        assert frame.y0 <= extent.y0 and extent.y1 <= frame.y1, text.get_text()


def test_no_text_is_small(picture):
    assert all(text.get_size() >= 9 for text in picture.figure.axes[0].texts)


def test_no_text_lies_on_another(picture):
    picture.figure.canvas.draw()
    texts = [t for t in picture.figure.axes[0].texts if t.get_text()]
    boxes = [(text.get_window_extent().padded(-2), text.get_text()) for text in texts]
    for i, (one, name) in enumerate(boxes):
        assert not [other for box, other in boxes[i + 1 :] if one.overlaps(box)], name


def test_a_notebook_gets_one_image_with_its_alt_text(picture):
    forms, about = picture._repr_mimebundle_()
    assert set(forms) == {"text/html", "image/png", "text/plain"}
    alt, data = re.search(r'^<img alt="([^"]+)".*base64,([^"]+)"', forms["text/html"]).groups()
    assert html.unescape(alt) == picture.alt == forms["text/plain"] == about["image/png"]["alt"]
    assert data == forms["image/png"]


def test_a_picture_is_small_in_bytes(picture):
    assert len(picture.png()) < 90_000


def test_a_note_may_hold_any_character():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        timeline([Event(0, 0, "read", "$x^ \x00 映射 \\frac{")]).png()


def test_the_ruler_states_the_bytes_of_each_zone():
    alt = ruler(5000, 0, 3 * PAGE, PAGE).alt
    assert "3 pages of 4,096 bytes" in alt
    assert "5,000 bytes from the file, 3,192 bytes of zeros" in alt
    assert "4,096 bytes past the file's last page, where an access gets SIGBUS" in alt


def test_the_ruler_tells_a_refused_offset_and_what_to_do():
    assert "EINVAL: 100 is no multiple of 16,384. Map from 0" in ruler(9, 100, 9, 16384).alt


def test_the_timeline_tells_a_reader_that_waited_from_one_that_came_too_early():
    told = "Process 0 reads (byte 0: 42) after the last store of process 1 (byte 0: 42)."
    assert told in timeline_alt(EXCHANGE)
    early = [*EXCHANGE[:4], Event(0, 2.5e-4, "read", "byte 0: 0"), Event(1, 3e-4, "store")]
    told = "Too early: process 0 reads (byte 0: 0) before the last store of process 1."
    assert told in timeline_alt(early)


def test_the_timeline_names_what_went_wrong():
    events = [*EXCHANGE[:5], Event(1, 4e-4, "killed", "SIGBUS")]
    assert "Flagged: process 1 killed (SIGBUS)." in timeline_alt(events)


def test_every_kind_can_be_drawn():
    picture = timeline([Event(0, i, kind) for i, kind in enumerate(KINDS)])
    assert set(KINDS) <= {text.get_text().rstrip("!") for text in picture.figure.axes[0].texts}


def test_bad_events_are_told_in_one_line():
    with pytest.raises(ValueError, match="no event is called 'sing'"):
        Event(0, 0, "sing")
    with pytest.raises(ValueError, match="no events"):
        timeline([])


def test_residency_tells_how_many_pages_and_which():
    alt = residency_strip(FRAMES, ["before", "then", "after"]).alt
    told = "before: 0 of 16 pages; then: 1 of 16 pages (page 5); after: 16 of 16 pages"
    assert alt == f"Pages in memory (resident). {told}."


def test_the_staircase_tells_the_cost_of_a_page():
    alt = staircase(FAULTS).alt
    assert "anonymous: 64 pages cost 64 faults, one for each page." in alt
    assert "64 pages cost 4 faults, one for 16.0 pages on average." in alt


def test_two_spaces_tell_which_page_was_copied():
    alt = two_spaces(SPACES).alt
    assert "SHARED: after the write, 2 of 2 pages in common, nothing copied." in alt
    assert "PRIVATE: after the write, 1 of 2 pages in common; new in memory: page 1 of the" in alt


def test_the_address_space_counts_its_regions():
    own = regions()[-20:]
    assert address_strip(own).alt.startswith("20 regions: ")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: residency_strip([], []),
        lambda: residency_strip([np.ones(2), np.ones(3)], ["a", "b"]),
        lambda: staircase({}),
        lambda: two_spaces({"x": (([1], [1]), ([1, 2], [1]))}),
        lambda: address_strip([]),
        lambda: bars({}, "Nothing"),
        lambda: bars({"a": -1}, "Below zero"),
    ],
)
def test_data_that_cannot_be_drawn_are_told_in_one_line(draw):
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        draw()


@pytest.mark.parametrize("events", [EXCHANGE, CROWD], ids=["exchange", "crowd"])
def test_as_svg_the_timeline_has_the_same_words_and_alt_text(events):
    drawn, element = timeline(events), timeline_html(events)
    assert f'alt="{html.escape(drawn.alt)}"' in element
    svg = ElementTree.fromstring(base64.b64decode(re.search(r'base64,([^"]+)"', element)[1]))
    words = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    drawn_words = [text.get_text() for text in drawn.figure.axes[0].texts if text.get_text()]
    assert sorted(words) == sorted(drawn_words)


def test_as_svg_a_hostile_note_is_text():
    note = "</text><script>alert(1)</script>&\x00"
    element = timeline_html([Event(0, 0, "map", note)])
    svg = ElementTree.fromstring(base64.b64decode(re.search(r'base64,([^"]+)"', element)[1]))
    assert not [part for part in svg.iter() if part.tag.endswith("script")]


def test_a_report_needs_no_matplotlib():
    code = "import sys, mapscope; mapscope.timeline_html; print('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


def test_byte_rows_name_the_page_of_each_byte():
    array = np.arange(3 * 16384, dtype="<u4")
    shown = byte_rows(array, 16384 - 8, 16, page=16384)
    assert shown.alt == (
        "4 items of 4 bytes, 4,094 to 4,097, are bytes 16,376 to 16,391 of the file and lie on "
        "pages 0 to 1."
    )
    texts = [text.get_text() for text in shown.figure.axes[0].texts]
    assert {"0 · 16,376", "1 · 0", "page 1 begins"} <= set(texts)


def test_a_span_of_bytes_in_words():
    assert [span(3, 4), span(0, 2000), span(5, 5)] == ["byte 3", "bytes 0 to 1,999", "no bytes"]


def test_bars_compare_the_longest_with_the_shortest():
    shown = bars({"read": 1, "map": 4.0}, "Time")
    assert shown.alt == "Time. read: 1; map: 4. Most: map, 4 times read."


@pytest.mark.parametrize(("start", "length"), [(0, 0), (0, 28), (2, 4), (0, 6), (40, 4)])
def test_byte_rows_refuse_what_they_cannot_show(start, length):
    with pytest.raises(ValueError, match=r"^(give|an item)[^\n]*$"):
        byte_rows(np.zeros(10, np.uint32), start, length)
