"""predictions: dict[str, str]: what each of ten calls will do, against what the kernel does."""

import errno
import random
import signal
from difflib import get_close_matches

from grader.exercise import Broken, Call, Exercise, Rule, mistake, rule
from grader.kit import rules
from grader.kit.ten_calls import TRIALS, Trial, outcomes
from grader.witness.seen import Seen

LONGEST = 40  # characters of a word that are shown
ERRORS = frozenset(errno.errorcode.values())
SIGNALS = frozenset(each.name for each in signal.Signals)


def calls(_fresh: random.Random) -> list[Call]:
    return [Call("predictions", expect=outcomes())]


@rule("`predictions` is a dict of words.", needs=("ended",))
def words(seen: Seen) -> None:
    kind, odd = seen.outcome["type"], seen.outcome.get("unreadable")
    if not isinstance(seen.outcome.get("value"), dict):
        inside = f" with a `{odd}` in it" if odd and odd != kind else ""
        raise Broken(f"Expected a `dict` of `str`, got a `{kind}`{inside}.")


def _said(seen: Seen) -> dict[str, str]:
    """The predictions that were made, without the blanks; what is no word as its text."""
    value = seen.outcome.get("value")
    said = value.items() if isinstance(value, dict) else ()
    return {name: text for name, word in said if word is not None and (text := str(word))}


def _foretold(trial: Trial) -> Rule:
    """The rule that one of the calls does what was said: a tenth of the points."""

    def judge(seen: Seen) -> None:
        said, found = _said(seen).get(trial.name), seen.call.expect[trial.name]
        if said == found:
            return
        if said is None:
            raise Broken(f"There is no prediction.{_meant(seen, trial.name)}")
        if said.strip().upper() == found.upper():
            raise Broken(f"You said `{said!r}`, which is to be written `{found!r}`, just so.")
        odd = "" if _is_word(said) else ", which is no outcome's name"
        raise Broken(f"You said `{_shown(said)}`{odd}; the kernel answered `{found}`. {trial.why}")

    line = f"Note {trial.note}: the outcome of `{trial.name}` is foretold."
    return Rule(trial.name, line, judge, needs=("words",), cost=1 / len(TRIALS))


def _meant(seen: Seen, name: str) -> str:
    """A remark where a name that is none of the ten is much like this one."""
    others = [other for other in _said(seen) if other not in seen.call.expect]
    alike = get_close_matches(name, others, n=1)
    return f" There is one for `{_shown(alike[0])}`, which is none of the ten." if alike else ""


def _shown(said: str) -> str:
    text = said.replace("`", "'")
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def _wrong(seen: Seen) -> list[tuple[str, str]]:
    """(said, found) for each call that was predicted wrongly."""
    expect = seen.call.expect or {}
    said = _said(seen).items()
    return [(word, expect[name]) for name, word in said if word != expect.get(name, word)]


def _is_signal(word: str) -> bool:
    return word in SIGNALS


def _is_error(word: str) -> bool:
    return word in ERRORS


def _is_word(word: str) -> bool:
    return word == "ok" or _is_error(word) or _is_signal(word)


@mistake(
    "`predictions` is not a dict from the name of a call to a word",
    "The check looks up each call by its name and compares the word that it finds there.",
    'Fill in the cell as it was given: `predictions = {"map_empty_file": "ok", ...}`.',
)
def not_a_dict(seen: Seen, _source: str) -> bool:
    return not isinstance(seen.outcome.get("value"), dict)


@mistake(
    "Some calls have no prediction",
    "A guess costs no more than a blank, and tells you more: a wrong one shows where your picture "
    "of the kernel differs from the kernel.",
    "Write a word for each of the ten names; a name that is spelled otherwise counts for none.",
)
def blank(seen: Seen, _source: str) -> bool:
    return any(name not in _said(seen) for name in seen.call.expect)


@mistake(
    "An outcome is written as the name that `errno` or `signal` has for it",
    "Numbers differ between machines, and messages between languages; names do not. One name is "
    "asked for, spelled as there, with no number or reason beside it, and no second guess.",
    'Write `"ok"`, or a name in capitals such as `"ENOENT"` or `"SIGKILL"`.',
)
def not_a_name(seen: Seen, _source: str) -> bool:
    return not all(_is_word(word) for word, _ in _wrong(seen))


@mistake(
    "SIGBUS and SIGSEGV are different answers",
    "SIGSEGV: no mapping at that address, or one that does not permit the access. SIGBUS: the "
    "mapping is there and permits it, but there is no byte of the file behind that page.",
    "Ask first whether the address is mapped; then, whether the file reaches that far.",
)
def signals_confused(seen: Seen, _source: str) -> bool:
    return any(_is_signal(said) and _is_signal(found) for said, found in _wrong(seen))


@mistake(
    "The call is refused, but by another error",
    "EINVAL: the arguments make no sense, whoever asks and for whatever file. EACCES: they would "
    "make sense, but the descriptor was not opened for that. Others say something else again: "
    "EBADF that there is no such descriptor, EPERM that you may not at all.",
    "Ask whether the same call would work with another mode of `open`. If it would, it is EACCES.",
)
def errors_confused(seen: Seen, _source: str) -> bool:
    return any(_is_error(said) and _is_error(found) for said, found in _wrong(seen))


@mistake(
    "A signal was expected where nothing is touched amiss",
    "`mmap` only makes the mapping. SIGBUS and SIGSEGV come from an access, later, and from the "
    "page that it touches.",
    "Look in the code for a `load_byte` or `store_byte`, and ask what lies at its address.",
)
def signal_without_touch(seen: Seen, _source: str) -> bool:
    return any(_is_signal(said) and not _is_signal(found) for said, found in _wrong(seen))


@mistake(
    "An access was taken for harmless",
    "A mapping can be longer than its file, and a part of it can be unmapped: the address is a "
    "number like any other, and only the access shows what is there.",
    "For each `load_byte` and `store_byte`, find the page that it touches: is it mapped, and "
    "does the file reach it?",
)
def touch_taken_for_harmless(seen: Seen, _source: str) -> bool:
    return any(said == "ok" and _is_signal(found) for said, found in _wrong(seen))


@mistake(
    "An access was taken for a call that can fail",
    "`mmap`, `munmap` and `msync` return an error. To read or store a byte is no call, so nobody "
    "is there to return one to: where an access cannot be done, the kernel sends a signal.",
    "For each `load_byte` and `store_byte`, ask what lies at its address; where nothing does, say "
    "which signal comes.",
)
def access_taken_for_call(seen: Seen, _source: str) -> bool:
    return any(said == "EFAULT" and _is_signal(found) for said, found in _wrong(seen))


@mistake(
    "The kernel was taken to be stricter than it is",
    "It refuses what makes no sense or is not permitted, and no more. A private mapping never "
    "changes the file, so little is asked of it; a mapping no longer needs its descriptor; any "
    "page of a mapping may be unmapped by itself.",
    "For each call, ask what the kernel would have to protect by refusing it.",
)
def taken_too_strict(seen: Seen, _source: str) -> bool:
    return any(_is_error(said) and not _is_error(found) for said, found in _wrong(seen))


@mistake(
    "The kernel was taken to be more lenient than it is",
    "A mapping is made of whole pages, is filled by reading the file, and when shared changes it.",
    "For each call, look at three things: where in the file it begins, how long it is, and whether "
    "the descriptor permits what `prot` and `flags` ask for.",
)
def taken_too_lenient(seen: Seen, _source: str) -> bool:
    return any(said == "ok" for said, _ in _wrong(seen))


EXERCISE = Exercise(
    name="predictions",
    assignment="1-create-and-release",
    points=3,
    calls=calls,
    rules=(rules.ended, words, *map(_foretold, TRIALS)),
    mistakes=(
        not_a_dict,
        not_a_name,
        blank,
        signals_confused,
        errors_confused,
        signal_without_touch,
        touch_taken_for_harmless,
        access_taken_for_call,
        taken_too_strict,
        taken_too_lenient,
    ),
)
