"""Watched programs: what the events say must be what the programs did."""

import mmap
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapscope import timeline, watch

PAGE = mmap.PAGESIZE
ROOT = Path(__file__).resolve().parents[2]


def told(scene, process):
    return [event.what for event in scene.events if event.process == process]


def pair(in_child, in_parent=lambda memory: memory[0], wait_first=True):
    """A program: one mapping, one child, each with its part."""

    def program():
        with mmap.mmap(-1, PAGE) as memory:
            child = os.fork()
            if child == 0:
                in_child(memory)
                os._exit(0)
            if wait_first:
                os.waitpid(child, 0)
            value = in_parent(memory)
            if not wait_first:
                os.waitpid(child, 0)
            return value

    return program


def store(memory):
    memory[0] = 42


def until(memory, index):
    while not memory[index]:
        pass


def test_an_exchange_is_told_in_order():
    scene = watch(pair(store))
    assert scene.ending.value == 42
    assert told(scene, 0) == ["start", "map", "fork", "wait", "read", "unmap", "exit"]
    assert told(scene, 1) == ["start", "store", "exit"]
    notes = {(e.process, e.what): e.note for e in scene.events}
    assert notes[0, "map"] == f"shared, anonymous, {PAGE:,} bytes"
    assert notes[1, "store"] == notes[0, "read"] == "byte 0: 42"
    assert notes[1, "exit"] == "status 0"
    assert not any(event.lost for event in scene.events)
    assert [event.at for event in scene.events] == sorted(event.at for event in scene.events)


def test_nothing_is_watched_outside():
    before = mmap.mmap, os.fork, os.waitpid
    watch(pair(store))
    assert before == (mmap.mmap, os.fork, os.waitpid)


def test_a_read_that_comes_too_early_is_flagged():
    def late(memory):
        until(memory, 1)
        store(memory)

    def early(memory):
        value = memory[0]
        memory[1] = 1
        return value

    scene = watch(pair(late, early, wait_first=False))
    assert scene.ending.value == 0
    assert [event.note for event in scene.events if event.lost] == ["byte 0: 0, too early"]


def test_a_poll_is_told_once_and_is_not_too_early():
    def late(memory):
        until(memory, 1)
        store(memory)

    def poll(memory):
        memory[1] = 1 + memory[0]
        until(memory, 0)
        return memory[0]

    scene = watch(pair(late, poll, wait_first=False))
    reads = [e.note for e in scene.events if (e.process, e.what) == (0, "read")]
    assert (scene.ending.value, reads[-1]) == (42, "byte 0: 42")
    assert 2 <= len(reads) <= 3
    assert not any(event.lost for event in scene.events)


def test_a_lost_update_is_flagged_and_a_kept_one_is_not():
    def slow(memory):
        value = memory[0]
        memory[1] = 1
        until(memory, 2)
        memory[0] = value + 1

    def quick(memory):
        until(memory, 1)
        memory[0] = memory[0] + 1
        memory[2] = 1

    lost = watch(pair(slow, quick, wait_first=False))
    wrong = [(e.process, e.note) for e in lost.events if e.lost]
    assert wrong == [(0, "byte 0: 1, lost: overwritten unread")]

    def increment(memory):
        memory[0] = memory[0] + 1

    kept = watch(pair(increment, increment))
    assert [e.note for e in kept.events if e.what == "store"] == ["byte 0: 1", "byte 0: 2"]
    assert not any(event.lost for event in kept.events)


def test_private_memory_is_not_taken_for_shared():
    def program():
        memory = mmap.mmap(-1, PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        child = os.fork()
        if child == 0:
            store(memory)
            os._exit(0)
        value = memory[0]
        os.waitpid(child, 0)
        return value

    scene = watch(program)
    assert scene.ending.value == 0
    assert not any(event.lost for event in scene.events)
    assert scene.events[1].note.startswith("private, anonymous")


def test_a_killed_child_is_told_by_its_parent():
    scene = watch(pair(lambda memory: os.kill(os.getpid(), signal.SIGSEGV)))
    assert told(scene, 1) == ["start", "killed"]
    assert [e.note for e in scene.events if e.what == "killed"] == ["SIGSEGV"]
    alone = watch(lambda: os.kill(os.getpid(), signal.SIGBUS))
    assert (alone.ending.signal, told(alone, 0)) == ("SIGBUS", ["start", "killed"])


def test_two_programs_share_a_file(tmp_path):
    path = tmp_path / "shared.bin"
    path.write_bytes(bytes(PAGE))

    def mapped():
        with open(path, "r+b") as file:
            return mmap.mmap(file.fileno(), PAGE)

    def reader():
        memory = mapped()
        while not memory[0]:
            pass
        memory.seek(1)
        return memory.read(4)

    def writer():
        memory = mapped()
        memory.seek(1)
        memory.write(b"data")
        memory[0] = 1
        memory.flush()

    scene = watch(reader, writer)
    assert [ending.value for ending in scene.endings] == [b"data", None]
    assert told(scene, 1) == ["start", "map", "store", "store", "flush", "exit"]
    assert told(scene, 0)[-2:] == ["read", "exit"]
    assert "events of 2 processes" in timeline(scene.events).alt


def test_children_of_two_programs_get_the_numbers_after_them():
    scene = watch(pair(store), pair(store))
    assert [ending.value for ending in scene.endings] == [42, 42]
    assert told(scene, 2) == told(scene, 3) == ["start", "store", "exit"]


def test_multiprocessing_is_seen():
    def program():
        memory = mmap.mmap(-1, PAGE)
        child = multiprocessing.get_context("fork").Process(target=store, args=(memory,))
        child.start()
        child.join()
        return memory[0]

    scene = watch(program)
    assert (scene.ending.value, told(scene, 1)) == (42, ["start", "store", "exit"])


def test_a_pipe_is_seen_and_a_file_is_not(tmp_path):
    def program():
        there, here = os.pipe()
        fd = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
        os.write(fd, b"to a file")
        os.write(here, b"hello")
        os.close(here)
        return os.read(there, 9), os.read(there, 9)

    scene = watch(program)
    assert scene.ending.value == (b"hello", b"")
    notes = [event.note for event in scene.events if event.what == "copy"]
    assert notes == ["puts b'hello' into a pipe", "takes b'hello' out of a pipe", "end of the pipe"]


def test_a_program_that_hangs_is_ended():
    scene = watch(lambda: time.sleep(60), timeout=0.3)
    assert scene.ending.timed_out


def test_there_must_be_a_program():
    with pytest.raises(ValueError, match="no program"):
        watch()


TRACED = """
import mmap, os
from mapscope import watch

def program():
    memory = mmap.mmap(-1, 5)
    for _ in range(2):
        child = os.fork()
        if child == 0:
            mmap.mmap(-1, 7)
            os._exit(0)
        os.waitpid(child, 0)

print(*(event.what for event in watch(program).events))
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_mappings_and_waits_are_those_that_strace_sees(tmp_path):
    trace = tmp_path / "trace"
    traced = ["strace", "-f", "-o", trace, "-e", "trace=mmap,wait4", sys.executable, "-c", TRACED]
    run = subprocess.run(traced, check=False, capture_output=True, text=True, cwd=ROOT)
    if "ptrace" in run.stderr:
        pytest.skip("this process may not trace others")
    told = run.stdout.split()
    calls = trace.read_text()
    assert told.count("map") == calls.count("MAP_SHARED|MAP_ANONYMOUS") == 3
    assert told.count("wait") == calls.count("wait4(") - 1 == 2  # the watcher waits too
