"""A child that does anything at all: how it ended is told, and its parent goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from mmap import MAP_SHARED, PAGESIZE, PROT_READ
from types import SimpleNamespace

import psutil
import pytest

from mapscope import RawMapping, outcome, run


def past_the_file(path):
    fd = os.open(path, os.O_RDONLY)
    RawMapping(PAGESIZE, PROT_READ, MAP_SHARED, fd).read(0, 1)


def after_unmapping():
    mapping = RawMapping(PAGESIZE)
    mapping.unmap()
    mapping.read(0, 1)


def test_a_value_comes_back():
    ending = run(lambda a, b: {"sum": a + b}, 1, 2)
    assert (ending.value, ending.code, str(ending)) == ({"sum": 3}, 0, "returned {'sum': 3}")


def test_none_is_a_value_and_an_exit_is_not():
    assert run(lambda: None).returned
    assert not run(os._exit, 0).returned


def test_a_large_value_comes_back():
    assert len(run(lambda: b"x" * 10_000_000).value) == 10_000_000


def test_a_file_without_bytes_ends_in_sigbus(tmp_path):
    path = tmp_path / "empty"
    path.touch()
    ending = run(past_the_file, path)
    assert ending.signal == "SIGBUS"
    assert str(ending) == "SIGBUS: the child was killed (no byte of the file behind that page)"


def test_an_access_after_munmap_ends_in_sigsegv():
    assert run(after_unmapping).signal == "SIGSEGV"


def test_an_exception_is_told_by_its_text():
    ending = run(lambda: 1 / 0)
    assert str(ending) == "raised ZeroDivisionError: division by zero"
    assert "Traceback" in ending.stderr


def test_an_exception_in_a_cell_is_told_with_its_line():
    cell = {"__name__": "__main__"}
    exec("def pick(numbers):\n    return sorted(numbers, key=lambda n: 1 / n)[0]", cell)
    ending = run(cell["pick"], [0])
    assert ending.error == "ZeroDivisionError: division by zero"
    assert str(ending) == f"raised {ending.error} (line 2 of <lambda>)"


def test_what_was_printed_stands_before_the_ending():
    def speak():
        print("in the child")
        if os.fork() == 0:
            print("in its child", end="")
            os._exit(0)
        os.wait()
        return 1

    ending = run(speak)
    assert str(ending) == "in the child\nin its child\nreturned 1"
    assert ending.line == "returned 1"
    assert outcome(lambda: (print("a word"), sys.exit(3))) == "exited with code 3"


@pytest.mark.parametrize(
    ("leave", "code"),
    [
        (lambda: os._exit(300), 44),
        (lambda: sys.exit(3), 3),
        (sys.exit, 0),
        (lambda: sys.exit("no"), 1),
    ],
)
def test_exit_codes(leave, code):
    ending = run(leave)
    assert (ending.code, str(ending)) == (code, f"exited with code {code}")


def test_what_cannot_be_pickled_is_an_error():
    assert run(threading.Lock).error.startswith("TypeError: cannot pickle")


def test_a_child_that_does_not_end_is_ended_with_all_that_it_started():
    held, holder = os.pipe()

    def linger():
        os.fork()
        time.sleep(60)

    ending = run(linger, timeout=0.5)
    os.close(holder)
    assert ending.timed_out and not ending.signal
    assert os.read(held, 1) == b""  # the end of the pipe comes when its last holder is gone
    os.close(held)


def test_a_grandchild_that_holds_the_output_does_not_hold_the_caller():
    def leave_one_behind():
        if os.fork() == 0:
            time.sleep(60)
        return "done"

    start = time.monotonic()
    assert run(leave_one_behind, timeout=50).value == "done"
    assert time.monotonic() - start < 40


def test_output_is_captured_from_python_and_from_below():
    def speak():
        print("hello")
        os.write(1, b"raw\n")
        print("trouble", file=sys.stderr)

    ending = run(speak)
    assert (ending.stdout, ending.stderr) == ("hello\nraw\n", "trouble\n")


def test_output_is_bounded():
    ending = run(lambda: print("x" * 1_000_000))
    assert len(ending.stdout) == 64 * 1024 and ending.returned


def test_an_endless_writer_is_ended():
    def write():
        while True:
            os.write(1, b"x" * 65536)

    assert run(write, timeout=0.5).timed_out


def test_the_child_never_returns_to_the_caller():
    before = os.getpid()
    for function in (lambda: 1, lambda: 1 / 0, sys.exit):
        run(function)
        assert os.getpid() == before


def test_unflushed_text_of_the_caller_is_not_written_twice():
    code = "import sys, mapscope; sys.stdout.write('once'); mapscope.run(print, 'child')"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "once"


def test_no_warning_beside_other_threads():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert run(lambda: 5).value == 5
    finally:
        stop.set()
        thread.join()


def test_no_descriptor_or_process_stays():
    run(lambda: 1)
    # Other tests in this process may keep a child of their own, so compare rather than want none.
    before = os.listdir("/proc/self/fd"), psutil.Process().children()
    run(lambda: 1)
    run(time.sleep, 60, timeout=0.2)
    assert (os.listdir("/proc/self/fd"), psutil.Process().children()) == before


def test_a_signal_without_a_name():
    assert run(lambda: os.kill(os.getpid(), signal.SIGRTMIN + 1)).signal.startswith("signal ")


def test_a_kernel_survives_a_crash_in_a_child():
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    source = """
import ctypes, sys, warnings
from mapscope import run
print(run(ctypes.string_at, 8))
print(run(lambda: [print("in the child"), 7][1]).stdout.strip())
run(lambda: sys.exit(1))
"""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source), nbformat.v4.new_code_cell("1 + 1")]
    )
    nbclient.NotebookClient(notebook, timeout=60).execute()
    first, second = notebook.cells
    assert [(o["name"], o["text"].splitlines()) for o in first.outputs[:1]] == [
        (
            "stdout",
            [
                "SIGSEGV: the child was killed (nothing mapped there, or access not permitted)",
                "in the child",
            ],
        )
    ]
    assert all(output.get("name") != "stderr" for output in first.outputs)
    assert second.outputs[0]["data"]["text/plain"] == "2"


def test_a_fork_waits_until_the_history_is_taken_up(monkeypatch):
    asked = threading.Event()
    asked.set()
    thread = threading.Timer(0.1, asked.clear)
    thread.save_flag = asked
    shell = SimpleNamespace(history_manager=SimpleNamespace(save_thread=thread))
    kernel = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", kernel)
    thread.start()
    assert run(asked.is_set).value is False
