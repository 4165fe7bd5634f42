"""Page arithmetic, for pages of any size, held against the kernel for its own."""

import os
from mmap import PAGESIZE, mmap

import pytest

from mapscope import extent, round_down, round_up, touched

PAGES = [4096, 16384, 65536]


@pytest.mark.parametrize("page", PAGES)
def test_rounding_meets_the_page_from_both_sides(page):
    assert [round_down(n, page) for n in (0, 1, page - 1, page, page + 1)] == [0, 0, 0, page, page]
    assert [round_up(n, page) for n in (0, 1, page - 1, page)] == [0, page, page, page]


@pytest.mark.parametrize("page", PAGES)
def test_two_bytes_astride_a_boundary_touch_two_pages(page):
    assert list(touched(page - 1, 2, page)) == [0, 1]
    assert list(touched(page, page, page)) == [1]
    assert list(touched(5, 0, page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_an_extent_accounts_for_every_byte(page):
    held = extent(page + 100, page, 2 * page + 1, page)
    assert (held.start, held.end, held.aligned) == (page, 4 * page, True)
    assert (held.from_file, held.zeros, held.sigbus) == (100, page - 100, 2 * page)


@pytest.mark.parametrize("page", PAGES)
def test_an_unaligned_offset_is_known_for_refused(page):
    assert not extent(page, 100, 10, page).aligned
    assert extent(0, 0, 1, page).sigbus == page
    assert extent(page, 5 * page, 1, page).from_file == 0


def test_the_kernel_agrees_on_the_zero_tail(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100)
    held = extent(100, 0, 100)
    with open(path, "r+b") as file, mmap(file.fileno(), 0) as mapping:
        assert len(mapping) == held.from_file
    assert os.path.getsize(path) + held.zeros == PAGESIZE


@pytest.mark.parametrize("call", [lambda: round_up(1, 5000), lambda: round_down(-1)])
def test_bad_sizes_are_told_in_one_line(call):
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        call()
