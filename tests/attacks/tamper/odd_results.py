# results that a rule could stumble over, one after the other, in the form of the private line
import sys

prompt = sys.modules["grader.stage.prompt"]
calls = iter(range(10**6))
ODD = (
    {"type": [], "value": {}},
    {"raised": {"a": []}, "kinds": 3, "explained": None},
    {"type": "bytes", "value": float("nan")},
    [1, 2],
    "text",
    {"missing": b"\xff"},
)


def anonymous_child(size, produce):
    prompt.ask("result", ODD[next(calls) % len(ODD)])
    return bytes(size)
