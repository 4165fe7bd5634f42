"""The gradebook on Kubernetes, from hub/kubernetes/gradebook.yaml; PGPASSWORD has its password."""

c = get_config()  # noqa: F821 (nbgrader provides it)
c.CourseDirectory.db_url = "postgresql+psycopg://mmap@mmap-gradebook/mmap"
