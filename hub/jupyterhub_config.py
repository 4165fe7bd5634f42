"""JupyterHub for the course on one machine, from the folder that `hub/install` or the trial made.

The folder's `hub.toml` says who takes part and where the hub listens; MMAP_SITE names the folder.
"""

import ipaddress
import os
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from class_roles import COURSE, groups, roles
from jupyterhub.utils import random_port

c = get_config()  # noqa: F821 (jupyterhub provides it)

SITE = Path(os.environ["MMAP_SITE"])
BIN = Path(sys.executable).parent
SECONDS_IDLE = 3600

told = tomllib.loads((SITE / "hub.toml").read_text())
students, instructors = set(told["students"]), set(told["instructors"])
grader, trial = told["grader"], told.get("trial", False)

# nbgrader calls its helpers by name, and the hub its proxy.
os.environ["PATH"] = os.pathsep.join(
    [str(BIN), str(SITE / "node_modules" / ".bin"), os.environ["PATH"]]
)


def settings_of(role: str) -> str:
    """JUPYTER_CONFIG_PATH of an account of this role."""
    return os.pathsep.join([str(SITE / "config" / role), str(SITE / "config")])


# --- where it listens ---------------------------------------------------------------------------

address, certificate = told.get("address", "127.0.0.1"), told.get("certificate")
if not ipaddress.ip_address(address).is_loopback and not certificate:
    sys.exit(
        f"hub: {SITE / 'hub.toml'} has the hub listen on {address} without TLS, and passwords "
        "would travel readable. Name `certificate` and `key` there, or listen on 127.0.0.1 behind "
        "a web server that has them."
    )
scheme = "https" if certificate else "http"
c.JupyterHub.bind_url = f"{scheme}://{address}:{told.get('port', 8000)}"
c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = certificate or "", told.get("key", "")
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{told.get('hub_port', 8081)}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{told.get('proxy_port', 8001)}"
c.ConfigurableHTTPProxy.pid_file = str(SITE / "hub" / "proxy.pid")
# The hub makes its secrets at the first start, readable by its own account alone.
c.JupyterHub.cookie_secret_file = str(SITE / "hub" / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{SITE / 'hub' / 'jupyterhub.sqlite'}"
# A hub that is restarted finds its students' servers still running; a trial leaves nothing.
c.JupyterHub.cleanup_servers = trial

# --- who may do what ----------------------------------------------------------------------------

c.Authenticator.allowed_users = students | instructors
c.Authenticator.admin_users = set()
c.JupyterHub.load_groups = groups(students, instructors, grader)
c.JupyterHub.load_roles = [
    *roles(),
    {
        "name": "culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["culler"],
    },
]

# --- what runs ----------------------------------------------------------------------------------

# Ended by the kernel when the hub dies: the next hub starts its own, on the same port.
WITH_HUB = ["setpriv", "--pdeathsig=TERM"]
# Asked to stop, it stops: there is nobody at its terminal who could say yes.
FORMGRADER = ["--ServerApp.default_url=/formgrader", "--ServerApp.answer_yes=True"]
formgrader = {
    "name": COURSE,
    "url": f"http://127.0.0.1:{told.get('formgrader_port', 9999)}",
    "command": [*WITH_HUB, sys.executable, str(SITE / "start.py"), *FORMGRADER],
    "cwd": str(SITE / "grader"),
    "environment": {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(
            [settings_of("grader"), str(SITE / "grader" / "course")]
        ),
        "JUPYTERHUB_USER": grader,
        "HOME": str(SITE / "grader"),
        "PATH": os.environ["PATH"],
    },
    "oauth_no_confirm": True,
}
culler = {
    "name": "culler",
    "command": [
        *WITH_HUB,
        *(sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={SECONDS_IDLE}"),
    ],
}
if not trial:
    formgrader["user"] = grader
c.JupyterHub.services = [formgrader, culler]


ports: dict[str, int] = {}  # by account


def own_port(name: str) -> int:
    """A free port that no other account was given: a server listens seconds after it was given
    one, and in a class that logs in at once another would be given the same."""
    ports.pop(name, None)
    while (port := random_port()) in ports.values():
        pass
    ports[name] = port
    return port


def prepare(spawner):
    role = "instructor" if spawner.user.name in instructors else "student"
    spawner.environment["JUPYTER_CONFIG_PATH"] = settings_of(role)
    spawner.port = own_port(spawner.user.name)


c.Spawner.pre_spawn_hook = prepare
c.Spawner.cmd = [sys.executable, str(SITE / "start.py")]
c.Spawner.default_url = "/lab/tree/mmap-course/notebooks/00-start-here.ipynb"
c.Spawner.environment = {"MMAP_LESSONS": str(SITE / "lessons"), "PATH": os.environ["PATH"]}
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # a class that logs in at once is slow

if trial:
    # For a look on one's own machine only: any of the names with one password, and all servers
    # run as the account that started the hub.
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = told["password"]
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(SITE / "homes" / "{username}")
    # Its terminal goes on showing the address; only errors may scroll it away.
    c.JupyterHub.log_level, c.ConfigurableHTTPProxy.log_level = "ERROR", "error"
    c.Spawner.args = ["--Application.log_level=ERROR"]
    formgrader["command"] += c.Spawner.args
    culler["command"].append("--logging=error")
else:
    # Accounts of the machine and their passwords; each server runs as its user.
    c.JupyterHub.authenticator_class = "pam"
    c.PAMAuthenticator.open_sessions = False
    c.JupyterHub.spawner_class = "localprocess"
