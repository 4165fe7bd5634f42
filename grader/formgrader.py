"""The formgrader's autograde button, so that it does not freeze the formgrader.

nbgrader grades in the thread that answers every request of its server. Here the button starts
`python -m grader autograde` for its submission, and the server goes on answering meanwhile.
"""

import asyncio
import glob
import json
import os
import sys
from functools import cache

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader.apihandlers import BaseApiHandler
from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
from tornado import web

FORMGRADER = "nbgrader.server_extensions.formgrader"
PATH = r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde"


class Autograde(BaseApiHandler):
    """Answers as nbgrader's own handler does."""

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, assignment: str, student: str) -> None:
        async with _turns():
            self.write(json.dumps(await autograde(self.coursedir.root, assignment, student)))


async def autograde(course: str, assignment: str, student: str) -> dict:
    """Grade one submission in a process of its own: whether it went well, and what it said."""
    one = ["--workers=1", "--force", f"--student={glob.escape(student)}"]
    command = [sys.executable, "-m", "grader", "autograde", f"--course-dir={course}", *one]
    process = await asyncio.create_subprocess_exec(
        *command,
        "--",
        assignment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    text = told.decode(errors="replace")
    if process.returncode == 0:
        return {"success": True, "log": text}
    return {"success": False, "log": text, "error": text}


@cache
def _turns() -> asyncio.Semaphore:
    """Somebody may press two hundred buttons: so many grade at a time as there are processors."""
    return asyncio.Semaphore(os.cpu_count() or 1)


def _load_jupyter_server_extension(server) -> None:
    """Server extensions are loaded by name, so this one's handler comes before nbgrader's."""
    formgrader = server.extension_manager.extensions.get(FORMGRADER)
    if formgrader and formgrader.enabled:
        path = url_path_join(server.web_app.settings["base_url"], PATH)
        server.web_app.add_handlers(".*$", [(path, Autograde)])
