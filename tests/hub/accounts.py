"""The people on the hub, and what each does there, said over HTTP as their browser says it."""

import time
from pathlib import Path

import requests

GRADER = "mmap-t-grader"
STUDENTS = ["mmap-t-ada", "mmap-t-ben"]
CLASS = [f"mmap-t-{number:02}" for number in range(1, 31)]
INSTRUCTOR = "mmap-t-ines"
PATIENCE = 240  # seconds: a limit against hangs, on a slow machine too


class Account:
    """One person's browser: logs in with a password, keeps cookies, sends their XSRF token."""

    def __init__(self, root: str, certificate: Path, name: str, password: str) -> None:
        self.root, self.name, self.password = root, name, password
        self.session = requests.Session()
        self.session.verify = str(certificate)
        self.session.trust_env = False  # else the environment's certificates are taken instead

    def log_in(self) -> None:
        self.get("/hub/login")
        said = {"username": self.name, "password": self.password, "_xsrf": self._xsrf("/hub/")}
        reply = self.session.post(f"{self.root}/hub/login", data=said, timeout=PATIENCE)
        assert reply.ok, f"{self.name} cannot log in: {reply.status_code}"

    def start_server(self) -> None:
        """Ask for the own server and wait until it answers."""
        self.get("/hub/spawn")
        until = time.monotonic() + PATIENCE
        home = f"{self.root}/user/{self.name}/lab"
        while not ((reply := self.session.get(home, timeout=PATIENCE)).ok and reply.url == home):
            assert time.monotonic() < until, f"{self.name}'s server does not start: {reply.url}"
            time.sleep(0.5)

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.root + path, timeout=PATIENCE)

    def post(self, base: str, path: str, json=None, method="post", **form) -> requests.Response:
        """Send to the server at `base`, /user/ada/ or /services/mmap/."""
        headers = {"X-XSRFToken": self._xsrf(base)}
        return self.session.request(
            method, self.root + base + path, headers=headers, json=json, data=form, timeout=PATIENCE
        )

    def assignment(self, action: str, name: str) -> dict:
        """fetch, submit or fetch_feedback, as the assignment list's buttons do."""
        base = f"/user/{self.name}/"
        reply = self.post(base, f"assignments/{action}", course_id="mmap", assignment_id=name)
        reply.raise_for_status()
        return reply.json()

    def save(self, path: str, notebook: dict) -> None:
        content = {"type": "notebook", "format": "json", "content": notebook}
        base = f"/user/{self.name}/"
        reply = self.post(base, f"api/contents/{path}", json=content, method="put")
        reply.raise_for_status()

    def _xsrf(self, base: str) -> str:
        """The token for a path: the hub and each server set one of their own."""
        fitting = [
            cookie
            for cookie in self.session.cookies
            if cookie.name == "_xsrf" and base.startswith(cookie.path)
        ]
        return max(fitting, key=lambda cookie: len(cookie.path)).value
