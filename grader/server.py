"""The judge beside a live kernel: `python -m grader.server FD` answers requests until FD closes."""

import base64
import json
import os
import socket
import sys

from grader.judge import judge
from grader.stage import Stage, StageError
from grader.submission import Submission


def main() -> None:
    kernel = socket.socket(fileno=int(sys.argv[1]))
    if os.fork():
        os._exit(0)
    os.setsid()  # Ctrl-C in the kernel's terminal is not for the judge
    with Stage(unconfined=True) as stage:  # a student's own code, in the student's own account
        for line in kernel.makefile("rb"):
            kernel.sendall(json.dumps(_answer(stage, json.loads(line))).encode() + b"\n")


def _answer(stage: Stage, request: dict) -> dict:
    code = Submission(
        cells=tuple((number, text) for number, text in request["cells"]),
        pickle=base64.b64decode(request["pickle"]) if "pickle" in request else None,
        source=request.get("source", ""),
        lines=request.get("lines", {}),
    )
    try:
        report = judge(stage, code, request["name"], request["harder"])
    except (LookupError, StageError) as error:
        return {"problem": str(error.args[0])}
    return {
        "points": report.points,
        "most": report.most,
        "text": report.text,
        "bundle": report.bundle,
    }


if __name__ == "__main__":
    main()
