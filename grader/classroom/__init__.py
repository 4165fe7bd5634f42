"""Grade a class: every submission of an assignment, into nbgrader's own gradebook and folders."""
