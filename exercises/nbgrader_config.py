from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader defines it)

c.CourseDirectory.course_id = "mmap"
# Said here, so that nbgrader finds the course from whichever folder it is started in.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
