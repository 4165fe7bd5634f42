"""The ledger: the rule of the verdict, every experiment on this machine, and the table."""

import os
import re
import threading

import pytest

from mapscope import claims, outcome
from mapscope.claims import CONDITION, CORRECTED, HOLDS, Claim, Finding, Observation

CLAIM = Claim("some-id", "A section", "Shared & private differ.", lambda path: iter(()))
FOR = Observation("try it", claimed="ok", saw="ok")
AGAINST = Observation("try it", claimed="ok", saw="EINVAL")
SPECIAL = Observation("try it", claimed="ok", saw="SIGBUS", when="the file is empty")
REMARK = Observation("look aside", saw="something")

# What Linux has long answered, whatever the machine; another answer is worth a look.
LASTING = {
    **dict.fromkeys(
        ["length-in-file", "memory-first", "note-3", "note-8", "offset-whole"], CORRECTED
    ),
    **dict.fromkeys(["note-6", "note-7", "prot-values", "safe-call"], CONDITION),
    **dict.fromkeys(["note-1", "note-2", "note-4", "note-5", "note-9", "note-10"], HOLDS),
    **dict.fromkeys(["addr-null", "file-as-memory", "map-failed", "shared-private"], HOLDS),
    **dict.fromkeys(["parent-and-child", "unrelated", "read-again"], HOLDS),
    **dict.fromkeys(["anonymous-call", "anonymous-related", "anonymous-zero"], HOLDS),
    **dict.fromkeys(["device-zero", "device-null"], HOLDS),
    **dict.fromkeys(["program-create", "program-family", "program-pair"], HOLDS),
    "program-anonymous": HOLDS,
    **dict.fromkeys(["torn-read", "whole-number", "sequence-number", "file-lock"], HOLDS),
    **dict.fromkeys(["array-modes", "array-offset", "array-view"], HOLDS),
    **dict.fromkeys(["array-grows", "larger-than-memory", "load-maps", "map-anything"], CONDITION),
    **dict.fromkeys(["memfd-strangers", "memfd-seal", "shared-memory-file"], HOLDS),
    **dict.fromkeys(["array-dtype", "zero-page"], CORRECTED),
}


@pytest.mark.parametrize(
    ("observations", "verdict"),
    [
        ((FOR,), HOLDS),
        ((FOR, REMARK), HOLDS),
        ((FOR, SPECIAL), CONDITION),
        ((FOR, AGAINST), CORRECTED),
        ((SPECIAL, AGAINST), CORRECTED),
    ],
)
def test_the_verdict_follows_from_what_was_seen(observations, verdict):
    assert Finding(CLAIM, observations).verdict == verdict


@pytest.mark.parametrize("observations", [(), (REMARK,)])
def test_remarks_alone_are_no_evidence(observations):
    with pytest.raises(ValueError, match=r"some-id.*only remarks"):
        Finding(CLAIM, observations)


@pytest.mark.parametrize("claim", claims.CLAIMS.values(), ids=lambda claim: claim.id)
def test_every_experiment_comes_to_a_verdict(claim):
    finding = claim.test()
    assert finding.verdict == LASTING.get(claim.id, finding.verdict), str(finding)


def test_ids_are_stable_words_and_not_used_twice():
    ids = [claim.id for section in claims.SECTIONS for claim in section.claims]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)


def test_an_experiment_that_dies_is_told():
    def die(path):
        yield FOR
        threading.Lock().release()

    with pytest.raises(RuntimeError, match=r"some-id.*RuntimeError: release unlocked lock"):
        Claim("some-id", "A section", "Text.", die).test()


def test_a_section_stands_for_its_claims():
    section = claims.SECTIONS[0]
    found = claims.show(section.title, "note-2")
    assert [one.claim.id for one in found] == [claim.id for claim in section.claims] + ["note-2"]


def test_an_unknown_name_is_told():
    with pytest.raises(LookupError, match=r"called 'note-99'; there are What a .*, note-1"):
        claims.show("note-1", "note-99")


def test_the_table_says_what_the_text_says():
    found = claims.Ledger([Finding(CLAIM, (FOR, SPECIAL, REMARK))])
    html = found._repr_html_()
    assert "Shared &amp; private differ." in html and f"◐ {CONDITION}" in html
    assert html.count("<li>") == 3
    assert "- the file is empty: try it → SIGBUS, not ok" in str(found)
    assert "holds with a condition: 1" in found.summary


@pytest.mark.parametrize(
    ("call", "word"),
    [(int, "ok"), (lambda: os.stat("/nowhere"), "ENOENT"), (lambda: int("x"), "ValueError")],
)
def test_an_outcome_is_a_word(call, word):
    assert outcome(call) == word
