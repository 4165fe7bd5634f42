"""Who may do what on the hub, on one machine and on Kubernetes alike.

Nobody is an administrator of the hub, and no token has more than one role's rights.
"""

COURSE = "mmap"  # nbgrader's course id; the formgrader's service must be called the same


def groups(students: set[str], instructors: set[str], grader: str) -> dict[str, dict]:
    """The hub's groups, by the names that nbgrader looks for."""
    return {
        f"nbgrader-{COURSE}": {"users": sorted(students)},
        f"formgrade-{COURSE}": {"users": sorted(instructors | {grader})},
    }


def roles() -> list[dict]:
    seen = ["list:services", f"read:services!service={COURSE}"]
    return [
        # A server may do what its user may: nbgrader asks the hub in the user's name.
        {"name": "server", "scopes": ["inherit"]},
        {"name": "students", "scopes": seen, "groups": [f"nbgrader-{COURSE}"]},
        {
            "name": "graders",
            "scopes": [f"access:services!service={COURSE}", *seen],
            "groups": [f"formgrade-{COURSE}"],
        },
        {
            "name": "formgrader",
            "scopes": [*seen, "list:users", "read:users:groups", "groups", "admin:groups"],
            "services": [COURSE],
        },
    ]
