"""The class, for the hub of Zero to JupyterHub. The chart runs this after its own settings, from
where values.yaml puts it; `custom` in class.yaml names everybody, with a number of their own."""

import z2jh  # the chart's
from class_roles import groups, roles

GRADER = "mmap-grader"
CONFIG = "/srv/mmap-course/config"  # in the image

students = z2jh.get_config("custom.students", {})
instructors = z2jh.get_config("custom.instructors", {})
numbers = {**students, **instructors}

c.Authenticator.allowed_users = set(numbers)  # noqa: F821 (the chart provides c)
c.Authenticator.admin_users = set()  # noqa: F821
c.JupyterHub.load_groups = groups(set(students), set(instructors), GRADER)  # noqa: F821
c.JupyterHub.load_roles.extend(roles())  # noqa: F821


def number(spawner) -> int:
    """Everybody is a user of their own in their pod, so that in the exchange, which all share,
    nobody can read or change what is another's."""
    return numbers[spawner.user.name]


c.KubeSpawner.uid = c.KubeSpawner.gid = c.KubeSpawner.fs_gid = number  # noqa: F821


def prepare(spawner):
    role = "instructor" if spawner.user.name in instructors else "student"
    spawner.environment["JUPYTER_CONFIG_PATH"] = f"{CONFIG}/{role}:{CONFIG}"


c.Spawner.pre_spawn_hook = prepare  # noqa: F821
